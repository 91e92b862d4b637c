namespace CrossSell.Mining;

/// <summary>For each product the transactions that hold it, ascending, with what it came to in each.</summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly int[] _transactions;
    private readonly double[] _quantities;
    private readonly double[] _revenues;
    private readonly double?[] _margins;

    public Postings(PurchaseHistory history, TransactionUnit unit, double?[] margins)
    {
        _margins = margins;
        Transactions transactions = Transactions.From(history, unit);
        _starts = new int[transactions.ItemCount + 1];
        foreach (int item in transactions.Items)
        {
            _starts[item + 1]++;
        }

        for (int item = 0; item < transactions.ItemCount; item++)
        {
            _starts[item + 1] += _starts[item];
        }

        _transactions = new int[_starts[^1]];
        _quantities = new double[_starts[^1]];
        _revenues = new double[_starts[^1]];
        Array.Fill(_revenues, double.NaN);
        int[] cursors = _starts[..^1];
        RowsByTransaction rows = new(history, unit);
        for (int transaction = 0; transaction < rows.Count; transaction++)
        {
            foreach (int item in transactions[transaction])
            {
                _transactions[cursors[item]++] = transaction;
            }

            foreach (int row in rows.RowsOf(transaction))
            {
                int slot = cursors[history.ProductOfRow[row]] - 1;
                _quantities[slot] += history.QuantityOf(row);
                if (history.RevenueOf(row) is { } revenue)
                {
                    _revenues[slot] = double.IsNaN(_revenues[slot]) ? revenue : _revenues[slot] + revenue;
                }
            }
        }
    }

    /// <summary>What the consequent came to in the transactions that hold both sides.</summary>
    public RuleValue Value(int[] antecedent, int[] consequent)
    {
        int[] rarestFirst = [.. antecedent.Concat(consequent).OrderBy(item => _starts[item + 1] - _starts[item]).ThenBy(item => item)];
        int matching = 0;
        double quantity = 0;
        double? revenue = null;
        double? margin = null;
        foreach (int transaction in ListOf(rarestFirst[0]))
        {
            if (!Array.TrueForAll(rarestFirst, item => SlotOf(item, transaction) >= 0))
            {
                continue;
            }

            matching++;
            foreach (int item in consequent)
            {
                int slot = SlotOf(item, transaction);
                quantity += _quantities[slot];
                revenue = double.IsNaN(_revenues[slot]) ? revenue : (revenue ?? 0) + _revenues[slot];
                margin = _margins[item] is { } each ? (margin ?? 0) + (each * _quantities[slot]) : margin;
            }
        }

        return new RuleValue(matching, quantity, revenue, margin);
    }

    private int[] ListOf(int item) => _transactions[_starts[item].._starts[item + 1]];

    private int SlotOf(int item, int transaction)
    {
        int found = _transactions.AsSpan(_starts[item].._starts[item + 1]).BinarySearch(transaction);
        return found < 0 ? -1 : _starts[item] + found;
    }
}
