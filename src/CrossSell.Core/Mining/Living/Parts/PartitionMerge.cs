using System.Numerics;

namespace CrossSell.Mining.Living;

/// <summary>What the two phases of a run over partitions know so far: which itemsets some partition found, how often, and what is still to be counted.</summary>
/// <remarks>
/// <para>
/// Let the partitions have N_i transactions, N in all, and let s be the minimum count. Partition i is mined at t_i = ceiling(s N_i / N).
/// Claim: an itemset with count s or more in the whole has t_i or more in some partition. Otherwise its count in every partition that is not empty is at most
/// t_i - 1, which is less than s N_i / N because a ceiling is less than one above its argument; in empty ones it is 0; so the sum is less than s.
/// Nothing was rounded on the way: t_i is computed in whole numbers (Savasere, Omiecinski and Navathe 1995, lemma 1, with the rounding spelled out).
/// </para>
/// <para>
/// The same argument bounds an itemset that partition i did not report: it occurs there at most t_i - 1 times. What is known of an itemset plus these bounds for
/// the partitions that did not report it is an upper bound of its count; below s it is never counted, nor is anything that has a part below s.
/// </para>
/// </remarks>
internal sealed class PartitionMerge
{
    private readonly int[] _minCounts;
    private readonly ItemsetTable _table = new();
    private readonly int[][] _reported;
    private readonly int[][] _asked;
    private readonly long _unreportedBound;
    private bool _isWeighted;
    private ItemNumbers _numbers = new([]);
    private int[] _known = [];
    private long[] _boundOfUncounted = [];

    public PartitionMerge(int[] sizes, SupportThreshold minSupport)
    {
        long total = sizes.Sum(size => (long)size);
        TransactionCount = total <= int.MaxValue
            ? (int)total
            : throw new ArgumentException($"The partitions have {total} transactions together; there may be {int.MaxValue} at most.", nameof(sizes));
        MinCount = minSupport.ToCount(TransactionCount);
        _minCounts = [.. sizes.Select(size => LocalMinCount(MinCount, size, TransactionCount))];
        _unreportedBound = _minCounts.Sum(count => (long)Math.Max(0, count - 1));
        _reported = new int[sizes.Length][];
        _asked = new int[sizes.Length][];
    }

    /// <summary>The number of transactions of all partitions.</summary>
    public int TransactionCount { get; }

    /// <summary>The smallest count of a frequent itemset.</summary>
    public long MinCount { get; }

    /// <summary>Whether an itemset can be frequent at all.</summary>
    public bool CanBeMet => MinCount <= TransactionCount;

    /// <summary>The count at which a partition is mined, 0 for one without transactions, which is not mined at all.</summary>
    public int MinCountOf(int partition) => _minCounts[partition];

    /// <summary>The ceiling of minCount * size / total, exactly.</summary>
    public static int LocalMinCount(long minCount, int size, int total) =>
        size == 0 ? 0 : (int)Math.Min(int.MaxValue, (long)(((BigInteger)minCount * size + total - 1) / total));

    /// <summary>Takes what phase 1 found, one result a partition; null for those that were not mined.</summary>
    public void Take(IReadOnlyList<Itemsets?> found, CancellationToken cancellation)
    {
        _numbers = ItemNumbers.Merge(found.OfType<Itemsets>().Select(itemsets => itemsets.ItemIds));
        _isWeighted = found.Any(itemsets => itemsets is { IsWeighted: true });
        List<int> known = [];
        List<long> bound = [];
        for (int partition = 0; partition < found.Count; partition++)
        {
            _reported[partition] = found[partition] is Itemsets itemsets ? Take(itemsets, _minCounts[partition] - 1, known, bound, cancellation) : [];
        }

        _known = [.. known];
        _boundOfUncounted = [.. bound];
    }

    /// <summary>What phase 2 must count in a partition: what it did not report and may still be frequent, with the counts known so far.</summary>
    public Itemsets MissingIn(int partition, CancellationToken cancellation)
    {
        bool[] isReported = new bool[_table.Count];
        foreach (int entry in _reported[partition])
        {
            isReported[entry] = true;
        }

        List<int> missing = [];
        ItemsetRows rows = new();
        for (int entry = 0; entry < _table.Count && _minCounts[partition] > 0; entry++)
        {
            ThrowIfCancelled(entry, cancellation);
            if (!isReported[entry] && MayBeFrequent(entry) && _table.AllParts(entry, MayBeFrequent))
            {
                missing.Add(entry);
                rows.Add(_table[entry], _known[entry]);
            }
        }

        Itemsets candidates = rows.Sort(_numbers.ItemIds, TransactionCount, cancellation, out int[] order);
        _asked[partition] = [.. order.Select(row => missing[row])];
        return candidates;
    }

    /// <summary>Takes the counts of what <see cref="MissingIn"/> gave for this partition.</summary>
    public void Take(int partition, int[] counts)
    {
        int[] asked = _asked[partition];
        if (counts.Length != asked.Length)
        {
            throw new InvalidOperationException($"Partition {partition} counted {counts.Length} itemsets; it was asked for {asked.Length}.");
        }

        for (int place = 0; place < asked.Length; place++)
        {
            _known[asked[place]] += counts[place];
            _boundOfUncounted[asked[place]] -= _minCounts[partition] - 1;
        }
    }

    /// <summary>The frequent itemsets, when all partitions have been asked.</summary>
    public Itemsets Result(int minLength, CancellationToken cancellation)
    {
        ItemsetRows rows = new() { IsWeighted = _isWeighted };
        for (int entry = 0; entry < _table.Count; entry++)
        {
            ThrowIfCancelled(entry, cancellation);
            if (_known[entry] >= MinCount && _table[entry].Length >= minLength)
            {
                rows.Add(_table[entry], _known[entry]);
            }
        }

        return rows.Sort(_numbers.ItemIds, TransactionCount, cancellation, out _);
    }

    private bool MayBeFrequent(int entry) => _known[entry] + _boundOfUncounted[entry] >= MinCount;

    private static void ThrowIfCancelled(int entry, CancellationToken cancellation)
    {
        if (entry % 4096 == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private int[] Take(Itemsets found, int bound, List<int> known, List<long> boundOfUncounted, CancellationToken cancellation)
    {
        int[] numbers = _numbers.From(found.ItemIds);
        int[] entries = new int[found.Count];
        int[] room = new int[found.LongestLength];
        int place = 0;
        foreach (Itemset itemset in found)
        {
            ThrowIfCancelled(place, cancellation);
            Span<int> items = room.AsSpan(0, itemset.Length);
            ItemNumbers.TryTranslate(itemset.Indexes, numbers, items);
            int entry = _table.GetOrAdd(items);
            if (entry == known.Count)
            {
                known.Add(0);
                boundOfUncounted.Add(_unreportedBound);
            }

            known[entry] += itemset.Count;
            boundOfUncounted[entry] -= bound;
            entries[place++] = entry;
        }

        return entries;
    }
}
