using CrossSell.Mining;

namespace CrossSell;

/// <summary>The transactions of a history that was cut off: without those that were still empty, since nobody would have counted them then.</summary>
internal static class PastTransactions
{
    public static Transactions Of(PurchaseHistory past, TransactionUnit unit)
    {
        var all = Transactions.From(past, unit);
        var starts = new List<int> { 0 };
        for (int t = 0; t < all.Count; t++)
        {
            if (all.Starts[t + 1] > starts[^1])
            {
                starts.Add(all.Starts[t + 1]);
            }
        }

        return new Transactions([.. starts], all.Items.ToArray(), all.ItemIds);
    }
}
