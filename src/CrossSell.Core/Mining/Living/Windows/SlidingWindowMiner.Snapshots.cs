using CrossSell.Mining.Living;

namespace CrossSell.Mining;

public sealed partial class SlidingWindowMiner
{
    // Mining afresh goes this much deeper than asked, so that the bounds of parts to come have room.
    private static readonly decimal[] _depths = [0.75m, 0.9m, 1m];

    private Itemsets Snapshot(MiningOptions options, CancellationToken cancellation)
    {
        int total = _parts.Sum(part => part.Transactions.TotalWeight);
        long lowest = _options.MinSupport.ToCount(total);
        long minCount = options.MinSupport.ToCount(total);
        ThrowIfNotTracked(options, minCount, lowest);
        cancellation.ThrowIfCancellationRequested();
        if (_blocks.Sum(block => (long)block.Bound) >= minCount)
        {
            MineAfresh(lowest, cancellation);
        }

        CountBefore(minCount, atMost: 2, cancellation);
        CountBefore(minCount, atMost: int.MaxValue, cancellation);
        (string[] ids, int[] places) = _items.Current();
        ItemsetRows rows = new() { IsWeighted = _parts.Exists(part => part.Transactions.IsWeighted) };
        ReadOnlySpan<int> known = _counts.Known;
        for (int entry = 0; entry < known.Length; entry++)
        {
            ThrowIfCancelled(entry, cancellation);
            ReadOnlySpan<int> items = _counts.Table[entry];
            if (known[entry] < minCount || items.Length < options.MinLength || items.Length > (options.MaxLength ?? int.MaxValue))
            {
                continue;
            }

            if (rows.Count == options.MaxItemsets)
            {
                throw new MiningLimitException(nameof(MiningOptions.MaxItemsets), options.MaxItemsets, "there are more itemsets", []);
            }

            rows.Add(items, places, known[entry]);
        }

        return rows.Sort(ids, total, cancellation, out _);
    }

    private void ThrowIfNotTracked(MiningOptions options, long minCount, long lowest)
    {
        if (options.Kind != ItemsetKind.All)
        {
            throw new ArgumentException($"Kind is {options.Kind}; a window finds All.", nameof(options));
        }

        if (minCount < lowest)
        {
            throw new ArgumentException(
                $"MinSupport is {options.MinSupport}, {minCount} transactions; the window tracks from {_options.MinSupport}, {lowest} transactions, on.", nameof(options));
        }

        if (_options.MaxLength is int longest && (options.MaxLength is null || options.MaxLength > longest))
        {
            throw new ArgumentException($"MaxLength is {options.MaxLength?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}; the window tracks up to {longest} items.", nameof(options));
        }
    }

    /// <summary>
    /// Counts what may be frequent in the parts in which it has not been counted. An itemset that is not tracked at all occurs in each block at most as often
    /// as the block's bound says, and these add up to less than the minimum count.
    /// </summary>
    private void CountBefore(long minCount, int atMost, CancellationToken cancellation)
    {
        List<int> open = [];
        for (int entry = 0; entry < _counts.Count && _parts.Count > 0; entry++)
        {
            ThrowIfCancelled(entry, cancellation);
            if (_counts.Table[entry].Length <= atMost && IsOpen(entry) && MayBeFrequent(entry) && _counts.Table.AllParts(entry, MayBeFrequent))
            {
                open.Add(entry);
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        // Nothing changes before all is counted.
        List<(WindowPart Part, int[] Entries, int[] Counts)> counted = [.. _parts.Select(part => CountOpen(part, open, cancellation))];
        foreach ((WindowPart part, int[] entries, int[] counts) in counted)
        {
            Keep(part, entries, counts);
        }

        foreach (int entry in open)
        {
            _counts.Since[entry] = 0;
        }

        bool IsOpen(int entry) => _counts.Since[entry] > _parts[0].Sequence;

        bool MayBeFrequent(int entry) => _counts.Known[entry] + BoundBefore(_counts.Since[entry]) >= minCount;
    }

    private (WindowPart Part, int[] Entries, int[] Counts) CountOpen(WindowPart part, List<int> open, CancellationToken cancellation)
    {
        int[] entries = [.. open.Where(entry => _counts.Since[entry] > part.Sequence)];
        if (entries.Length == 0)
        {
            return (part, entries, []);
        }

        List<int> starts = [0];
        List<int> items = [];
        for (int at = 0; at < entries.Length; at++)
        {
            ThrowIfCancelled(at, cancellation);
            items.AddRange(_counts.Table[entries[at]]);
            starts.Add(items.Count);
        }

        return (part, entries, ItemsetCounter.Count(part.Transactions, [.. starts], [.. items], _options.ForCounting(), cancellation));
    }

    private void Keep(WindowPart part, int[] entries, int[] counts)
    {
        int[]? ofPart = part.Counts;
        if (ofPart is not null && entries.Length > 0 && ofPart.Length < _counts.Count)
        {
            Array.Resize(ref ofPart, _counts.Count);
            part.Counts = ofPart;
        }

        for (int place = 0; place < entries.Length; place++)
        {
            _counts.Known[entries[place]] += counts[place];
            if (ofPart is not null)
            {
                ofPart[entries[place]] = counts[place];
            }
        }
    }

    private static void ThrowIfCancelled(int entry, CancellationToken cancellation)
    {
        if (entry % 4096 == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // How often an itemset occurs at most in the parts before it was tracked: it was frequent in none of them.
    private long BoundBefore(int since)
    {
        long bound = 0;
        foreach (WindowBlock block in _blocks)
        {
            if (block.Last >= since)
            {
                break;
            }

            bound += block.Bound;
        }

        return bound;
    }

    /// <summary>Mines all parts together, somewhat below the lowest support, and tracks what comes out: one block with one bound.</summary>
    private void MineAfresh(long lowest, CancellationToken cancellation)
    {
        Transactions window = WindowPart.Join(_parts, _items.Ids);
        (Itemsets found, int bound) = MineDeep(window, lowest, cancellation);
        WindowCounts counts = new();
        foreach (Itemset itemset in found)
        {
            ThrowIfCancelled(counts.Count, cancellation);
            int entry = counts.Track(itemset.Indexes, since: 0);
            counts.Known[entry] = itemset.Count;
            counts.Last[entry] = _lastSequence;
        }

        // Single items keep their counts, however rare.
        for (int entry = 0; entry < _counts.Count; entry++)
        {
            if (_counts.Table[entry].Length == 1)
            {
                int here = counts.Track(_counts.Table[entry], since: 0);
                counts.Known[here] = _counts.Known[entry];
            }
        }

        _counts = counts;
        _parts.ForEach(part => part.Counts = null);
        _blocks = [new WindowBlock(_parts[0].Sequence, _lastSequence, bound)];
        FreshRuns++;
    }

    private (Itemsets Found, int Bound) MineDeep(Transactions window, long lowest, CancellationToken cancellation)
    {
        foreach (decimal depth in _depths)
        {
            int minCount = (int)Math.Ceiling(lowest * depth);
            bool isLast = minCount == lowest;
            try
            {
                long most = isLast ? new MiningOptions().MaxItemsets : _options.MaxPartItemsets;
                Itemsets found = ItemsetMiner.Mine(window, _options.ForMining(SupportThreshold.FromCount(minCount), most), null, cancellation);
                return (found, minCount - 1);
            }
            catch (MiningLimitException) when (!isLast)
            {
                // Less room for the bounds to come, but the same results.
            }
        }

        throw new InvalidOperationException("The last depth is the lowest support itself.");
    }
}
