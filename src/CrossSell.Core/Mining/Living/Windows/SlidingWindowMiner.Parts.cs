using CrossSell.Mining.Living;

namespace CrossSell.Mining;

public sealed partial class SlidingWindowMiner
{
    /// <summary>All that can fail about a part that comes is done before anything changes.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Found">What is frequent in it, in the window's numbering.</param>
    /// <param name="Bound">How often anything else occurs in it at most.</param>
    /// <param name="Counts">How often each tracked itemset occurs in it.</param>
    private sealed record Arrival(WindowPart Part, Itemsets? Found, int Bound, int[] Counts);

    private Arrival Prepare(string name, Transactions transactions, DateTime? time, WindowPart? leaving, CancellationToken cancellation)
    {
        long total = _parts.Sum(part => (long)part.Transactions.TotalWeight) + transactions.TotalWeight - (leaving?.Transactions.TotalWeight ?? 0);
        if (total > int.MaxValue)
        {
            throw new ArgumentException($"The window would hold {total} transactions; it may hold {int.MaxValue} at most.", nameof(transactions));
        }

        int known = _items.Ids.Count;
        try
        {
            Transactions own = WindowPart.Renumber(transactions, _items.Number(transactions.ItemIds), _items.Ids);
            RequireRoom(WindowPart.BytesOf(own));
            (Itemsets? found, int bound) = MinePart(own, (int)total, cancellation);
            RequireRoom(WindowPart.BytesOf(own) + EstimateOf(found));
            return new Arrival(new WindowPart(name, time, _lastSequence + 1, own), found, bound, CountIn(own, cancellation));
        }
        catch
        {
            _items.TakeBack(known);
            throw;
        }
    }

    /// <summary>Mines a part at its share of the minimum support, or higher where it is too small or too dense for that.</summary>
    private (Itemsets? Found, int Bound) MinePart(Transactions part, int total, CancellationToken cancellation)
    {
        if (part.TotalWeight == 0)
        {
            return (null, 0);
        }

        long share = PartitionMerge.LocalMinCount(_options.MinSupport.ToCount(total), part.TotalWeight, total);
        for (long minCount = Math.Max(share, _options.LeastPartCount); minCount <= part.TotalWeight; minCount *= 2)
        {
            try
            {
                return (ItemsetMiner.Mine(part, _options.ForMining(SupportThreshold.FromCount(minCount), _options.MaxPartItemsets), null, cancellation), (int)minCount - 1);
            }
            catch (MiningLimitException)
            {
                // A higher count finds less and bounds less tightly; nothing is lost.
            }
        }

        return (null, part.TotalWeight);
    }

    private void Add(Arrival arrival)
    {
        WindowPart part = arrival.Part;
        _lastSequence = part.Sequence;
        _parts.Add(part);
        _blocks.Add(new WindowBlock(part.Sequence, part.Sequence, arrival.Bound));
        Span<int> known = _counts.Known;
        for (int entry = 0; entry < known.Length; entry++)
        {
            known[entry] += arrival.Counts[entry];
        }

        TrackItems(part.Transactions);
        if (arrival.Found is not null)
        {
            Track(arrival.Found, part.Sequence);
        }

        // What is new is known from this part only.
        part.Counts = [.. arrival.Counts, .. _counts.Known[arrival.Counts.Length..]];

        _items.Use(part.Transactions, 1);
    }

    private void Track(Itemsets found, int sequence)
    {
        foreach (Itemset itemset in found)
        {
            int before = _counts.Count;
            int entry = _counts.Track(itemset.Indexes, sequence);
            if (entry == before)
            {
                _counts.Known[entry] = itemset.Count;
            }

            _counts.Last[entry] = sequence;
        }
    }

    // An item that is not tracked occurs in no part before, so it is counted in all.
    private void TrackItems(Transactions part)
    {
        int before = _counts.Count;
        int[] supports = SupportsOf(part);
        for (int item = 0; item < supports.Length; item++)
        {
            // An item may stand in transactions that weigh nothing only; it is an item all the same.
            if (supports[item] >= 0)
            {
                int entry = _counts.Track([item], since: 0);
                if (entry >= before)
                {
                    _counts.Known[entry] = supports[item];
                }
            }
        }
    }

    /// <summary>How often each item of the window occurs in a part, -1 for one that does not stand there.</summary>
    private int[] SupportsOf(Transactions part)
    {
        int[] supports = new int[_items.Ids.Count];
        Array.Fill(supports, -1);
        for (int row = 0; row < part.Count; row++)
        {
            int weight = part.IsWeighted ? part.Weights[row] : 1;
            foreach (int item in part[row])
            {
                supports[item] = Math.Max(0, supports[item]) + weight;
            }
        }

        return supports;
    }

    /// <param name="leaving">The parts, each with its count of every itemset that was tracked when it was counted.</param>
    private void Drop(ReadOnlySpan<(WindowPart Part, int[] Counts)> leaving)
    {
        Span<int> known = _counts.Known;
        ReadOnlySpan<int> since = _counts.Since;
        foreach ((WindowPart part, int[] counts) in leaving)
        {
            for (int entry = 0; entry < counts.Length; entry++)
            {
                known[entry] -= since[entry] <= part.Sequence ? counts[entry] : 0;
            }

            _parts.Remove(part);
            _items.Use(part.Transactions, -1);
        }

        _blocks.RemoveAll(block => !_parts.Exists(left => left.Sequence >= block.First && left.Sequence <= block.Last));
        Forget();
    }

    /// <summary>Stops tracking what was frequent only in parts that are gone, when there is much of it.</summary>
    private void Forget()
    {
        int oldest = _parts.Count == 0 ? int.MaxValue : _parts[0].Sequence;
        int gone = 0;
        for (int entry = 0; entry < _counts.Count; entry++)
        {
            gone += Stays(entry) ? 0 : 1;
        }

        if (gone > _counts.Count / 4)
        {
            _counts = _counts.Where(Stays, out int[] before);
            foreach (WindowPart part in _parts.Where(part => part.Counts is not null))
            {
                part.Counts = [.. before.Select(entry => entry < part.Counts!.Length ? part.Counts[entry] : 0)];
            }
        }

        bool Stays(int entry)
        {
            ReadOnlySpan<int> items = _counts.Table[entry];
            return items.Length == 1 ? _items.IsUsed(items[0]) : _counts.Last[entry] >= oldest;
        }
    }

    private int[] CountsOf(WindowPart part, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return part.Counts ?? CountIn(part.Transactions, cancellation);
    }

    /// <summary>How often each tracked itemset occurs in a part.</summary>
    private int[] CountIn(Transactions part, CancellationToken cancellation)
    {
        int[] supports = SupportsOf(part);
        int[] counts = new int[_counts.Count];
        List<int> places = [];
        List<int> starts = [0];
        List<int> items = [];
        for (int entry = 0; entry < counts.Length; entry++)
        {
            ThrowIfCancelled(entry, cancellation);
            ReadOnlySpan<int> itemset = _counts.Table[entry];
            if (itemset.Length == 1)
            {
                counts[entry] = Math.Max(0, supports[itemset[0]]);
            }
            else if (AllOccur(itemset, supports))
            {
                places.Add(entry);
                items.AddRange(itemset);
                starts.Add(items.Count);
            }
        }

        int[] ofPlaces = places.Count == 0 ? [] : ItemsetCounter.Count(part, [.. starts], [.. items], _options.ForCounting(), cancellation);
        for (int i = 0; i < ofPlaces.Length; i++)
        {
            counts[places[i]] = ofPlaces[i];
        }

        return counts;
    }

    private static bool AllOccur(ReadOnlySpan<int> itemset, int[] supports)
    {
        foreach (int item in itemset)
        {
            if (supports[item] <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private long Memory() => _items.Bytes + _counts.Bytes + _parts.Sum(part => part.Bytes);

    private static long EstimateOf(Itemsets? found)
    {
        long bytes = 0;
        for (int length = 1; length <= (found?.LongestLength ?? 0); length++)
        {
            bytes += found!.CountOfLength(length) * sizeof(int) * (8L + length);
        }

        return bytes;
    }

    private void RequireRoom(long more)
    {
        if (Memory() + more > _options.MaxMemoryBytes)
        {
            throw new MiningLimitException(nameof(WindowOptions.MaxMemoryBytes), _options.MaxMemoryBytes, $"the window needs {Memory() + more} bytes", []);
        }
    }
}
