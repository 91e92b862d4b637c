using System.Globalization;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Finds the itemsets that are worth reading on their own: few, and none the shadow of another.</summary>
/// <remarks>
/// <para>Webb 2010, "Self-sufficient itemsets" (ACM TKDD 4). An itemset is self-sufficient when it is</para>
/// <list type="bullet">
/// <item>productive: however it is split in two, the parts meet more often than by chance (Fisher's exact test of every split);</item>
/// <item>not redundant: no item of a part follows from the others of that part in every transaction;</item>
/// <item>
/// independently productive: the same tests hold among the transactions that no larger itemset explains, which are those that lack part of what each
/// productive and non-redundant superset has beyond it.
/// </item>
/// </list>
/// <para>
/// Exact. Time: 2^k tests for k items; itemsets with supersets also take transactions / 64 steps for each of their 2^k parts and each superset. Memory:
/// one bit for each transaction and item that occurs in the itemsets. Thread-safe.
/// </para>
/// </remarks>
public static class SelfSufficientItemsets
{
    /// <summary>Judges every itemset.</summary>
    /// <param name="itemsets">All frequent itemsets of some length, so that the counts of all parts are among them.</param>
    /// <param name="transactions">The transactions that they were mined from; not weighted, for weights are no evidence.</param>
    /// <param name="options">How sure the tests must be; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>One verdict an itemset, by its place. Larger itemsets that were not mined explain nothing.</returns>
    /// <exception cref="ArgumentException">
    /// The options are not valid, the itemsets are not of these transactions or have more than 30 items, or the transactions are weighted.
    /// </exception>
    /// <exception cref="InvalidOperationException">A part of an itemset is not among the itemsets; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static ItemsetVerdict[] Judge(
        Itemsets itemsets, Transactions transactions, SelfSufficientOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(itemsets);
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new SelfSufficientOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        ThrowIfNotTheirs(itemsets, transactions);
        if (itemsets.LongestLength > ItemsetSplits.MostItems)
        {
            throw new ArgumentException(
                $"An itemset has {itemsets.LongestLength} items; each of its parts must be among the itemsets, and of more than {ItemsetSplits.MostItems} items there are too many. Mine with a MaxLength.",
                nameof(itemsets));
        }

        long tested = itemsets.CountsByLength.Skip(1).Sum();
        if (options.Tests < tested)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Tests is {options.Tests}; {tested} itemsets have two items and more, so it must be at least that."), nameof(options));
        }

        double level = options.Alpha / Math.Max(1, options.Tests ?? tested);
        itemsets.BuildIndex(MiningRun.Unlimited(cancellation));
        var verdicts = new ItemsetVerdict[itemsets.Count];
        for (int place = 0; place < verdicts.Length; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            Itemset itemset = itemsets[place];
            verdicts[place] = itemset.Length < 2 ? ItemsetVerdict.TooShort
                : !ItemsetSplits.AllExceedChance(itemset, level, cancellation) ? ItemsetVerdict.NotProductive
                : ItemsetSplits.HasItemThatFollows(itemset) ? ItemsetVerdict.Redundant
                : ItemsetVerdict.SelfSufficient;
        }

        new ExplainedItemsets(itemsets, transactions, level).Mark(verdicts, cancellation);
        return verdicts;
    }

    /// <summary>The self-sufficient itemsets, in the order of the itemsets given.</summary>
    /// <inheritdoc cref="Judge"/>
    /// <returns>The itemsets; none when nothing stands on its own.</returns>
    public static IReadOnlyList<Itemset> Find(
        Itemsets itemsets, Transactions transactions, SelfSufficientOptions? options = null, CancellationToken cancellation = default)
    {
        ItemsetVerdict[] verdicts = Judge(itemsets, transactions, options, cancellation);
        return [.. itemsets.Where((_, place) => verdicts[place] == ItemsetVerdict.SelfSufficient)];
    }

    private static void ThrowIfNotTheirs(Itemsets itemsets, Transactions transactions)
    {
        if (transactions.IsWeighted)
        {
            throw new ArgumentException("The transactions are weighted; weights are no evidence, so tests need transactions that count one each.", nameof(transactions));
        }

        if (itemsets.TransactionCount != transactions.Count || !SameItems.Are(itemsets.ItemIds, transactions.ItemIds))
        {
            throw new ArgumentException(
                $"The itemsets know {itemsets.ItemIds.Count} items and {itemsets.TransactionCount} transactions, the transactions {transactions.ItemCount} and {transactions.Count}, or the items are others; they must be those that were mined.",
                nameof(transactions));
        }
    }
}
