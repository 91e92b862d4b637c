namespace CrossSell.Mining;

public sealed partial class Transactions
{
    /// <summary>The transactions of a purchase history: for each customer, or for each basket, the different products.</summary>
    /// <remarks>O(rows), and O(length × log length) for each transaction whose products do not come in order. Anonymous rows belong to no customer.</remarks>
    /// <param name="history">The history; its products become the items, with the same numbers.</param>
    /// <param name="unit">What one transaction is.</param>
    public static Transactions From(PurchaseHistory history, TransactionUnit unit)
    {
        ArgumentNullException.ThrowIfNull(history);
        return unit switch
        {
            TransactionUnit.Customer => Collect(history, history.Columns.CustomerStarts, rows: null),
            TransactionUnit.Basket => Collect(history, history.Baskets.Starts, history.Baskets.Rows),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "The unit must be Customer or Basket."),
        };
    }

    private static Transactions Collect(PurchaseHistory history, ReadOnlySpan<int> rowStarts, int[]? rows)
    {
        ReadOnlySpan<int> productOfRow = history.ProductOfRow;
        var bounds = new int[rowStarts.Length];
        var distinct = GC.AllocateUninitializedArray<int>(rowStarts[^1] - rowStarts[0]);
        int end = 0;
        for (int t = 0; t + 1 < rowStarts.Length; t++)
        {
            int start = end;
            bool ascending = true;
            for (int k = rowStarts[t]; k < rowStarts[t + 1]; k++)
            {
                int item = productOfRow[rows is null ? k : rows[k]];
                ascending &= end == start || distinct[end - 1] < item;
                distinct[end++] = item;
            }

            if (!ascending)
            {
                end = start + SortAndMerge(distinct.AsSpan(start, end - start));
            }

            bounds[t + 1] = end;
        }

        return new Transactions(bounds, distinct, history.Products);
    }

    /// <summary>Sorts, and lets each item stand once.</summary>
    internal static int SortAndMerge(Span<int> items)
    {
        items.Sort();
        int kept = 1;
        for (int i = 1; i < items.Length; i++)
        {
            if (items[i] != items[kept - 1])
            {
                items[kept++] = items[i];
            }
        }

        return kept;
    }
}
