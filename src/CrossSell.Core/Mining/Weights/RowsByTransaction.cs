namespace CrossSell.Mining;

/// <summary>The rows of a history that make up each transaction, and what they come to.</summary>
internal sealed class RowsByTransaction
{
    private readonly PurchaseHistory _history;
    private readonly int[] _starts;
    private readonly int[]? _rows;

    public RowsByTransaction(PurchaseHistory history, TransactionUnit unit)
    {
        _history = history;
        (_starts, _rows) = unit switch
        {
            TransactionUnit.Customer => (history.Columns.CustomerStarts, (int[]?)null),
            TransactionUnit.Basket => (history.Baskets.Starts.ToArray(), history.Baskets.Rows),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "The unit must be Customer or Basket."),
        };
    }

    public int Count => _starts.Length - 1;

    /// <summary>The margin of each of the history's products; null where the catalogue has none.</summary>
    public static double?[] Margins(PurchaseHistory history, ProductCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. history.Products.Select(id => catalog.TryGet(new ProductId(id), out Product? product) ? (double?)product.Margin : null)];
    }

    public IEnumerable<int> RowsOf(int transaction)
    {
        for (int at = _starts[transaction]; at < _starts[transaction + 1]; at++)
        {
            yield return _rows is null ? at : _rows[at];
        }
    }

    /// <summary>The sum of a value over the rows of each transaction, 0 where it is negative.</summary>
    public double[] Sum(Func<int, double> value)
    {
        double[] sums = new double[Count];
        for (int transaction = 0; transaction < sums.Length; transaction++)
        {
            foreach (int row in RowsOf(transaction))
            {
                sums[transaction] += value(row);
            }

            sums[transaction] = Math.Max(0, sums[transaction]);
        }

        return sums;
    }

    /// <summary>The latest time of each transaction's rows up to a time, or none.</summary>
    public long[] Latest(long until)
    {
        long[] latest = new long[Count];
        Array.Fill(latest, RawRows.NoTime);
        for (int transaction = 0; transaction < latest.Length && _history.Columns.Times is not null; transaction++)
        {
            foreach (int row in RowsOf(transaction))
            {
                long time = _history.Columns.Times[row];
                if (time != RawRows.NoTime && time <= until && (latest[transaction] == RawRows.NoTime || time > latest[transaction]))
                {
                    latest[transaction] = time;
                }
            }
        }

        return latest;
    }
}
