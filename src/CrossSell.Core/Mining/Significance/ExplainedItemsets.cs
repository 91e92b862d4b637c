using System.Numerics;
using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>Finds the itemsets that are no more than chance once the transactions that larger itemsets explain are set aside.</summary>
/// <remarks>Webb 2010, section on independent productivity. A bitmap for each item that occurs; counting is AND and popcount.</remarks>
internal sealed class ExplainedItemsets
{
    private readonly Itemsets _itemsets;
    private readonly Transactions _transactions;
    private readonly double _level;
    private readonly Dictionary<int, ulong[]> _bits = [];
    private readonly int _words;
    private readonly ulong[] _scratch;

    public ExplainedItemsets(Itemsets itemsets, Transactions transactions, double level)
    {
        _itemsets = itemsets;
        _transactions = transactions;
        _level = level;
        _words = (transactions.Count + 63) / 64;
        _scratch = new ulong[_words];
    }

    /// <summary>Turns <see cref="ItemsetVerdict.SelfSufficient"/> into <see cref="ItemsetVerdict.Explained"/> where supersets with the former verdict explain it.</summary>
    public void Mark(ItemsetVerdict[] verdicts, CancellationToken cancellation)
    {
        int[] standing = [.. Enumerable.Range(0, verdicts.Length).Where(place => verdicts[place] == ItemsetVerdict.SelfSufficient)];
        if (standing.Length == 0)
        {
            return;
        }

        FillBits(standing, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Dictionary<int, List<int>> holders = HoldersOf(standing);
        List<int> explained = [];
        foreach (int place in standing)
        {
            cancellation.ThrowIfCancellationRequested();
            Itemset itemset = _itemsets[place];
            if (Supersets(itemset, holders) is { Count: > 0 } supersets && !ExceedsChanceOutside(itemset, supersets, cancellation))
            {
                explained.Add(place);
            }
        }

        // All at the end: what explains is judged without regard to what explains it.
        foreach (int place in explained)
        {
            verdicts[place] = ItemsetVerdict.Explained;
        }
    }

    private void FillBits(int[] places, CancellationToken cancellation)
    {
        foreach (int place in places)
        {
            foreach (int item in _itemsets[place].Indexes)
            {
                _bits.TryAdd(item, []);
            }
        }

        foreach (int item in _bits.Keys.ToArray())
        {
            _bits[item] = new ulong[_words];
        }

        for (int transaction = 0; transaction < _transactions.Count; transaction++)
        {
            if ((transaction & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (int item in _transactions[transaction])
            {
                if (_bits.TryGetValue(item, out ulong[]? bits))
                {
                    bits[transaction >> 6] |= 1UL << (transaction & 63);
                }
            }
        }
    }

    /// <summary>For each item, the standing itemsets that hold it.</summary>
    private Dictionary<int, List<int>> HoldersOf(int[] places)
    {
        Dictionary<int, List<int>> holders = [];
        foreach (int place in places)
        {
            foreach (int item in _itemsets[place].Indexes)
            {
                if (!holders.TryGetValue(item, out List<int>? list))
                {
                    holders.Add(item, list = []);
                }

                list.Add(place);
            }
        }

        return holders;
    }

    private List<int> Supersets(Itemset itemset, Dictionary<int, List<int>> holders)
    {
        List<int>? fewest = null;
        foreach (int item in itemset.Indexes)
        {
            List<int> list = holders[item];
            fewest = fewest is null || list.Count < fewest.Count ? list : fewest;
        }

        List<int> supersets = [];
        foreach (int other in fewest!)
        {
            if (_itemsets[other].Length > itemset.Length && Holds(_itemsets[other].Indexes, itemset.Indexes))
            {
                supersets.Add(other);
            }
        }

        return supersets;
    }

    private static bool Holds(ReadOnlySpan<int> ascending, ReadOnlySpan<int> part)
    {
        foreach (int item in part)
        {
            if (ascending.BinarySearch(item) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool ExceedsChanceOutside(Itemset itemset, List<int> supersets, CancellationToken cancellation)
    {
        ulong[] domain = Outside(itemset, supersets, cancellation);
        ReadOnlySpan<int> items = itemset.Indexes;
        Span<int> left = stackalloc int[items.Length], right = stackalloc int[items.Length];
        long n = Count(domain, []), both = Count(domain, items);
        for (int subset = 0; subset < (1 << (items.Length - 1)) - 1; subset++)
        {
            cancellation.ThrowIfCancellationRequested();
            (int inLeft, int inRight) = ItemsetSplits.Split(items, subset, left, right);
            long a = Count(domain, left[..inLeft]), b = Count(domain, right[..inRight]);
            if (Hypergeometric.UpperTail(both, a - both, b - both, n - a - b + both) > _level)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The transactions that lack, for every superset, something of what it has beyond the itemset.</summary>
    private ulong[] Outside(Itemset itemset, List<int> supersets, CancellationToken cancellation)
    {
        ulong[] domain = new ulong[_words];
        Array.Fill(domain, ulong.MaxValue);
        if ((_transactions.Count & 63) != 0)
        {
            domain[^1] = (1UL << (_transactions.Count & 63)) - 1;
        }

        ulong[] beyond = new ulong[_words];
        foreach (int superset in supersets)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Fill(beyond, ulong.MaxValue);
            foreach (int item in _itemsets[superset].Indexes)
            {
                if (itemset.Indexes.BinarySearch(item) < 0)
                {
                    And(beyond, _bits[item]);
                }
            }

            for (int word = 0; word < domain.Length; word++)
            {
                domain[word] &= ~beyond[word];
            }
        }

        return domain;
    }

    private long Count(ulong[] domain, ReadOnlySpan<int> items)
    {
        domain.CopyTo(_scratch, 0);
        foreach (int item in items)
        {
            And(_scratch, _bits[item]);
        }

        long count = 0;
        foreach (ulong word in _scratch)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    private static void And(ulong[] bits, ulong[] other)
    {
        for (int word = 0; word < bits.Length; word++)
        {
            bits[word] &= other[word];
        }
    }
}
