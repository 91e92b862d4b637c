namespace CrossSell.Mining.Living;

/// <summary>Makes what a sample found exact: counts it, and length by length what the sample may have missed.</summary>
/// <remarks>
/// By induction on the length all frequent itemsets come out: every part of a frequent itemset is frequent, so it is among the candidates that are made of the
/// frequent ones of one item less (Agrawal and Srikant 1994, apriori-gen); a candidate is counted here or was counted with what the sample found.
/// </remarks>
internal sealed class BorderSearch(Transactions transactions, SamplingOptions options, Itemsets sampled, CancellationToken cancellation)
{
    private readonly long _minCount = options.MinSupport.ToCount(transactions.Count);
    private readonly ItemsetTable _table = new();
    private readonly List<int> _counts = [];
    private readonly ItemsetRows _frequent = new();
    private readonly ItemsetRows _missed = new();

    public VerifiedItemsets Run()
    {
        for (int item = 0; item < transactions.ItemCount; item++)
        {
            Add([item]);
        }

        foreach (Itemset itemset in sampled)
        {
            Add(itemset.Indexes);
        }

        CountNew();
        List<int[]> level = Keep([.. Enumerable.Range(0, transactions.ItemCount).Select(item => new[] { item })]);
        for (int length = 2; level.Count > 1 && length <= (options.MaxLength ?? int.MaxValue); length++)
        {
            List<int[]> candidates = Join(level);
            foreach (int[] candidate in candidates)
            {
                Add(candidate);
            }

            CountNew();
            level = Keep(candidates);
        }

        Itemsets frequent = _frequent.Sort(transactions.ItemIds, transactions.Count, cancellation, out _);
        return new VerifiedItemsets(frequent, _missed.Sort(transactions.ItemIds, transactions.Count, cancellation, out _), _table.Count);
    }

    private void Add(ReadOnlySpan<int> itemset)
    {
        if (_table.GetOrAdd(itemset) >= options.MaxItemsets)
        {
            throw new MiningLimitException(nameof(SamplingOptions.MaxItemsets), options.MaxItemsets, "there are more itemsets to count", []);
        }
    }

    private void CountNew()
    {
        int first = _counts.Count;
        if (first == _table.Count)
        {
            return;
        }

        int begin = _table.Starts[first];
        int[] starts = new int[_table.Count - first + 1];
        for (int entry = first; entry <= _table.Count; entry++)
        {
            starts[entry - first] = _table.Starts[entry] - begin;
        }

        _counts.AddRange(ItemsetCounter.Count(transactions, starts, _table.Items[begin..], options.ForCounting(), cancellation));
    }

    /// <summary>Takes the frequent ones into the result.</summary>
    private List<int[]> Keep(List<int[]> candidates)
    {
        List<int[]> kept = [];
        foreach (int[] candidate in candidates)
        {
            int count = _counts[_table.Find(candidate)];
            if (count >= _minCount)
            {
                kept.Add(candidate);
                _frequent.Add(candidate, count);
                if (!sampled.TryGetCount(candidate, out _))
                {
                    _missed.Add(candidate, count);
                }
            }
        }

        return kept;
    }

    /// <summary>All sets of one item more whose parts are all frequent. The level is in lexicographic order, and so is the result.</summary>
    private List<int[]> Join(List<int[]> level)
    {
        List<int[]> joined = [];
        for (int left = 0; left < level.Count; left++)
        {
            ReadOnlySpan<int> prefix = level[left].AsSpan(0, level[left].Length - 1);
            for (int right = left + 1; right < level.Count && level[right].AsSpan().StartsWith(prefix); right++)
            {
                int[] candidate = [.. level[left], level[right][^1]];
                if (AllPartsFrequent(candidate))
                {
                    joined.Add(candidate);
                    if (joined.Count > options.MaxItemsets)
                    {
                        throw new MiningLimitException(nameof(SamplingOptions.MaxItemsets), options.MaxItemsets, "there are more itemsets to count", []);
                    }
                }
            }

            cancellation.ThrowIfCancellationRequested();
        }

        return joined;
    }

    private bool AllPartsFrequent(int[] candidate)
    {
        // The two parts that were joined are frequent.
        Span<int> part = candidate.Length <= 64 ? stackalloc int[candidate.Length - 1] : new int[candidate.Length - 1];
        for (int left = 0; left < candidate.Length - 2; left++)
        {
            candidate.AsSpan(0, left).CopyTo(part);
            candidate.AsSpan(left + 1).CopyTo(part[left..]);
            int entry = _table.Find(part);
            if (entry < 0 || _counts[entry] < _minCount)
            {
                return false;
            }
        }

        return true;
    }
}
