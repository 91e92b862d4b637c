namespace CrossSell;

/// <summary>Makes the pairs of a matrix from the rows of a history.</summary>
internal static class MatrixAssembler
{
    public static PurchaseMatrix Assemble(PurchaseHistory history, DateTime? before)
    {
        HistoryColumns columns = history.Columns;
        long end = before?.Ticks ?? long.MaxValue;
        var starts = new int[history.Customers.Count + 1];
        var pairs = new PairColumns(columns.Times is not null);
        var rows = new List<int>();
        for (int c = 0; c < history.Customers.Count; c++)
        {
            rows.Clear();
            for (int row = columns.CustomerStarts[c]; row < columns.CustomerStarts[c + 1]; row++)
            {
                if (columns.Times is null || columns.Times[row] < end)
                {
                    rows.Add(row);
                }
            }

            AddPairs(columns, rows, pairs);
            starts[c + 1] = pairs.Count;
        }

        return pairs.ToMatrix(history.Customers, history.Products, starts, before);
    }

    private static void AddPairs(HistoryColumns columns, List<int> rows, PairColumns pairs)
    {
        // By product, then by basket; rows of a customer stand in order of time, so the row number keeps that order where there are no baskets.
        rows.Sort((a, b) => (columns.Products[a], Basket(a), a).CompareTo((columns.Products[b], Basket(b), b)));
        for (int from = 0; from < rows.Count;)
        {
            int product = columns.Products[rows[from]];
            int to = from;
            int baskets = 0;
            long first = long.MaxValue;
            long last = long.MinValue;
            for (; to < rows.Count && columns.Products[rows[to]] == product; to++)
            {
                baskets += to == from || Basket(rows[to]) != Basket(rows[to - 1]) ? 1 : 0;
                if (columns.Times is { } times)
                {
                    first = Math.Min(first, times[rows[to]]);
                    last = Math.Max(last, times[rows[to]]);
                }
            }

            pairs.Add(product, baskets, first, last);
            from = to;
        }

        // Without ids of baskets, all of one day is one basket; without times as well, all of a customer is.
        long Basket(int row) => columns.Baskets is { } ids && ids[row] >= 0 ? ids[row]
            : columns.Times is { } times && times[row] != RawRows.NoTime ? -1 - (times[row] / TimeSpan.TicksPerDay) : long.MinValue;
    }
}
