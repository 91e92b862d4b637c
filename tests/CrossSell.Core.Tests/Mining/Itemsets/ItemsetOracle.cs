using CrossSell.Benchmarks.Baselines;
using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

/// <summary>What must come out, by the naive way, as lines of text in the order that <see cref="Itemsets"/> promises.</summary>
internal static class ItemsetOracle
{
    public static string[] Mine(Transactions transactions, MiningOptions options)
    {
        int minCount = (int)options.MinSupport.ToCount(transactions.Count);
        List<(int[] Items, int Count)> all = Frequent(transactions, minCount);

        // A larger set that is frequent, or as frequent, has a part of one item more that is so too.
        ILookup<int, (int[] Items, int Count)> byLength = all.ToLookup(set => set.Items.Length);
        return
        [
            .. all
                .Where(set => options.Kind switch
                {
                    ItemsetKind.Closed => !byLength[set.Items.Length + 1].Any(other => other.Count == set.Count && IsProperSubset(set.Items, other.Items)),
                    ItemsetKind.Maximal => !byLength[set.Items.Length + 1].Any(other => IsProperSubset(set.Items, other.Items)),
                    _ => true,
                })
                .Where(set => set.Items.Length >= options.MinLength && set.Items.Length <= (options.MaxLength ?? int.MaxValue))
                .OrderBy(set => set.Items.Length)
                .ThenByDescending(set => set.Count)
                .ThenBy(set => set.Items, Comparer<int[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)))
                .Select(set => Line(set.Items, set.Count)),
        ];
    }

    public static List<(int[] Items, int Count)> Frequent(Transactions transactions, int minCount)
    {
        List<(int[] Items, int Count)> all = [];
        NaiveEclat.Mine(Baskets.ToArrays(transactions), minCount, (items, count) => all.Add(([.. items], count)));
        return all;
    }

    public static string Line(ReadOnlySpan<int> items, int count) => $"{string.Join(' ', items.ToArray())} ({count})";

    public static string[] Lines(Itemsets itemsets) => [.. itemsets.Select(itemset => Line(itemset.Indexes, itemset.Count))];

    private static bool IsProperSubset(int[] subset, int[] set) => subset.Length < set.Length && subset.All(item => Array.BinarySearch(set, item) >= 0);
}
