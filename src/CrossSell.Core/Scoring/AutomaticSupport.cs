using CrossSell.Mining;

namespace CrossSell;

/// <summary>Chooses the minimum support where the user did not: low enough to find the rules of rare products, high enough for the model to stay small.</summary>
/// <remarks>
/// One in a thousand and 10 at least; doubled until no more than 300,000 itemsets are frequent. Customers who each bought hundreds of products would otherwise
/// give tens of millions of rules that nobody needs. Counting itemsets stores none and takes a fraction of the time of making rules.
/// </remarks>
internal static class AutomaticSupport
{
    private const int LeastCount = 10;
    private const int MostItemsets = 300_000;

    public static SupportThreshold Find(Transactions transactions, int maxLength, int? maxThreads, CancellationToken cancellationToken)
    {
        var options = new MiningOptions { MaxLength = maxLength, MaxThreads = maxThreads };
        for (long count = Math.Max(LeastCount, ((long)transactions.Count + 999) / 1000); ; count *= 2)
        {
            options.MinSupport = SupportThreshold.FromCount(count);
            if (count > transactions.Count || ItemsetMiner.CountByLength(transactions, options, progress: null, cancellationToken).Total <= MostItemsets)
            {
                return options.MinSupport;
            }
        }
    }
}
