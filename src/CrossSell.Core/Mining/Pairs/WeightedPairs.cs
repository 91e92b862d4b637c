using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Pairs of weighted transactions, by the search for itemsets, which carries weights: the faster way counts rows.</summary>
internal static class WeightedPairs
{
    // The itemset itself, and for each direction key, count and partner, with a second key and count while they are sorted.
    private const long BytesAPair = 12 + (2 * (8 + 4 + 4 + 8 + 4));

    public static PairCounts Count(
        Transactions transactions, MiningOptions options, int minCount, IProgress<MiningProgress>? progress, CancellationToken cancellation)
    {
        MiningOptions onlyPairs = new()
        {
            MinSupport = options.MinSupport,
            MinLength = 2,
            MaxLength = 2,
            MaxItemsets = options.MaxItemsets,
            MaxMemoryBytes = options.MaxMemoryBytes,
            MaxThreads = options.MaxThreads,
        };
        Itemsets found = ItemsetMiner.Mine(transactions, onlyPairs, progress, cancellation);
        MiningRun run = new(options, progress: null, cancellation) { FoundSoFar = () => found.CountsByLength };
        run.AddMemory(found.Count * BytesAPair);
        if (2L * found.Count > Array.MaxLength)
        {
            throw new MiningLimitException("array length", Array.MaxLength, $"{found.Count} pairs do not fit one array in both directions", run.CountsSoFar(), canBeRaised: false);
        }

        ulong[] keys = new ulong[2 * found.Count];
        int[] counts = new int[keys.Length];
        for (int ordinal = 0; ordinal < found.Count; ordinal++)
        {
            if ((ordinal & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            ReadOnlySpan<int> pair = found.IndexesOf(length: 2, ordinal);
            keys[2 * ordinal] = ((ulong)pair[0] << 32) | (uint)pair[1];
            keys[(2 * ordinal) + 1] = ((ulong)pair[1] << 32) | (uint)pair[0];
            counts[2 * ordinal] = counts[(2 * ordinal) + 1] = found.CountOf(length: 2, ordinal);
        }

        CancellableSort.Sort(keys.AsSpan(), counts, cancellation);
        int[] starts = new int[transactions.ItemCount + 1];
        int[] partners = new int[keys.Length];
        for (int at = 0; at < keys.Length; at++)
        {
            if ((at & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            starts[(keys[at] >> 32) + 1]++;
            partners[at] = (int)keys[at];
        }

        for (int item = 0; item < transactions.ItemCount; item++)
        {
            starts[item + 1] += starts[item];
        }

        return new PairCounts(starts, partners, counts, WeighItems(transactions), transactions.ItemIds, transactions.TotalWeight, minCount);
    }

    private static int[] WeighItems(Transactions transactions)
    {
        int[] supports = new int[transactions.ItemCount];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            foreach (int item in transactions[transaction])
            {
                supports[item] += transactions.Weights[transaction];
            }
        }

        return supports;
    }
}
