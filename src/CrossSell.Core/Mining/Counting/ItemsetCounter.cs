using CrossSell.Mining.Counting;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Counts in how many transactions each of some given itemsets occurs.</summary>
/// <remarks>
/// <para>
/// Exact for any itemset, frequent or not: where <see cref="ItemsetMiner"/> asks which itemsets are frequent, this asks how frequent these are. That is the
/// second phase of mining by partitions (Savasere, Omiecinski and Navathe 1995) or from a sample (Toivonen 1996), and gives rules from elsewhere
/// the counts of one's own transactions.
/// </para>
/// <para>
/// Itemsets with a common beginning are counted together: the transactions that hold the beginning are walked once and their items delivered to all
/// itemsets that go on from there. The rarest item of each comes first, so these lists of transactions are short. Time grows with the items in the
/// transactions and with the lists, not with transactions times itemsets. Results are the same for any number of threads. All methods are safe to call from
/// several threads.
/// </para>
/// <example><code>
/// int[] counts = ItemsetCounter.Count(transactions, [["bread", "butter"], ["beer"]]);
/// </code></example>
/// </remarks>
public static class ItemsetCounter
{
    /// <summary>Counts itemsets given by the ids of their items.</summary>
    /// <param name="transactions">Where they are counted.</param>
    /// <param name="itemsets">
    /// The itemsets, in any order, the same one twice if need be. An id that stands twice in an itemset counts once; an itemset with an id that the transactions
    /// do not know occurs in none of them; the empty itemset occurs in all.
    /// </param>
    /// <param name="options">Threads and memory; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>The number of transactions with all items of the itemset (their weight when they are weighted), for each itemset in the order given.</returns>
    /// <exception cref="ArgumentException">The options are not valid, or an itemset or an id is null.</exception>
    /// <exception cref="MiningLimitException">The run would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static int[] Count(
        Transactions transactions,
        IReadOnlyList<IReadOnlyCollection<string>> itemsets,
        CountingOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentNullException.ThrowIfNull(itemsets);
        ItemLookup lookup = new(transactions.ItemIds);
        List<int> known = new(itemsets.Count);
        List<int> items = [];
        List<int> starts = [0];
        for (int place = 0; place < itemsets.Count; place++)
        {
            IReadOnlyCollection<string> itemset = itemsets[place] ?? throw new ArgumentException($"Itemset {place} is null.", nameof(itemsets));
            foreach (string id in itemset)
            {
                items.Add(lookup.IndexOf(id ?? throw new ArgumentException($"Itemset {place} holds an id that is null.", nameof(itemsets))));
            }

            int start = starts[^1];
            if (items.IndexOf(-1, start) >= 0)
            {
                items.RemoveRange(start, items.Count - start);
                continue;
            }

            known.Add(place);
            starts.Add(items.Count);
        }

        int[] counts = new int[itemsets.Count];
        int[] ofKnown = Count(transactions, [.. starts], [.. items], options, cancellation);
        for (int i = 0; i < ofKnown.Length; i++)
        {
            counts[known[i]] = ofKnown[i];
        }

        return counts;
    }

    /// <summary>Counts itemsets given as compressed rows of item indexes: for millions of them.</summary>
    /// <param name="transactions">Where they are counted.</param>
    /// <param name="starts">Where each itemset begins in <paramref name="items"/>: first 0, never falling, last the number of items.</param>
    /// <param name="items">The item indexes of all itemsets, in any order inside an itemset; one that stands twice counts once.</param>
    /// <param name="options">Threads and memory; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>The number of transactions with all items of the itemset (their weight when they are weighted), for each itemset in the order given.</returns>
    /// <exception cref="ArgumentException">The options are not valid, the arrays do not fit together, or there is no item with such an index.</exception>
    /// <exception cref="MiningLimitException">The run would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static int[] Count(
        Transactions transactions, ReadOnlySpan<int> starts, ReadOnlySpan<int> items, CountingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new CountingOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        ThrowIfNotRows(starts, items, transactions.ItemCount);
        cancellation.ThrowIfCancellationRequested();
        MiningRun run = new(options.ForRun(), progress: null, cancellation);
        return CandidateCounting.Count(transactions, starts, items, run);
    }

    private static void ThrowIfNotRows(ReadOnlySpan<int> starts, ReadOnlySpan<int> items, int itemCount)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != items.Length)
        {
            throw new ArgumentException($"starts must begin with 0 and end with the number of items, {items.Length}.", nameof(starts));
        }

        for (int row = 1; row < starts.Length; row++)
        {
            if (starts[row] < starts[row - 1])
            {
                throw new ArgumentException($"starts[{row}] is {starts[row]}, less than the start before it, {starts[row - 1]}.", nameof(starts));
            }
        }

        foreach (int item in items)
        {
            if ((uint)item >= (uint)itemCount)
            {
                throw new ArgumentException($"items holds the index {item}; it must be 0 to {itemCount - 1}.", nameof(items));
            }
        }
    }
}
