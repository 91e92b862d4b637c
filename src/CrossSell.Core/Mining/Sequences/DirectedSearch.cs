namespace CrossSell.Mining;

/// <summary>Finds what follows one product after the other: first counts for all companions at once, then the delays of those that stay. Belongs to one thread.</summary>
internal sealed class DirectedSearch(Timelines timelines, DirectedRuleOptions options, RuleBudget budget)
{
    private readonly ExactRatio _minConfidence = new(options.MinConfidence);
    private readonly ExactRatio _minLift = new(options.MinLift);
    private readonly int[] _counts = new int[timelines.ItemCount];
    private readonly int[] _placeOf = NewPlaces(timelines.ItemCount);

    /// <summary>All rules whose antecedent is this product.</summary>
    public DirectedRow[] RulesFrom(int item)
    {
        ReadOnlySpan<int> entries = timelines.Lists.AsSpan(timelines.ListStarts[item]..timelines.ListStarts[item + 1]);
        int withAntecedent = 0;
        List<int> touched = [];
        foreach (int entry in entries)
        {
            if (!timelines.IsAntecedent(entry))
            {
                continue;
            }

            withAntecedent++;
            (int start, int end) = timelines.CustomerOf(entry);
            for (int other = start; other < end; other++)
            {
                int companion = timelines.ItemOf(other);
                if (other != entry && timelines.IsFrequent(companion) && timelines.Delay(entry, other) >= 0 && _counts[companion]++ == 0)
                {
                    touched.Add(companion);
                }
            }
        }

        int[] kept = [.. touched.Where(companion => IsRule(_counts[companion], withAntecedent, timelines.CustomersWith[companion])).Order()];
        DirectedRow[] rules = Describe(item, withAntecedent, entries, kept);
        foreach (int companion in touched)
        {
            _counts[companion] = 0;
        }

        return rules;
    }

    private bool IsRule(int both, int withAntecedent, int withConsequent) =>
        both >= timelines.MinCount
        && _minConfidence.IsMetBy(both, withAntecedent)
        && _minLift.IsMetBy((Int128)timelines.CustomerCount * both, (Int128)withAntecedent * withConsequent);

    private DirectedRow[] Describe(int item, int withAntecedent, ReadOnlySpan<int> entries, int[] kept)
    {
        if (kept.Length == 0)
        {
            return [];
        }

        long[][] delays = new long[kept.Length][];
        int[] filled = new int[kept.Length];
        int[] reverse = new int[kept.Length];
        int[] withBoth = new int[kept.Length];
        for (int place = 0; place < kept.Length; place++)
        {
            _placeOf[kept[place]] = place;
            delays[place] = new long[_counts[kept[place]]];
        }

        foreach (int entry in entries)
        {
            (int start, int end) = timelines.CustomerOf(entry);
            for (int other = start; other < end; other++)
            {
                int place = _placeOf[timelines.ItemOf(other)];
                if (place < 0 || other == entry)
                {
                    continue;
                }

                if (timelines.Delay(entry, other) is var delay and >= 0)
                {
                    delays[place][filled[place]++] = delay;
                }

                withBoth[place]++;
                reverse[place] += timelines.Delay(other, entry) >= 0 ? 1 : 0;
            }
        }

        DirectedRow[] rules = new DirectedRow[kept.Length];
        for (int place = 0; place < kept.Length; place++)
        {
            int companion = kept[place];
            _placeOf[companion] = -1;
            budget.Take();
            rules[place] = new DirectedRow(
                item, companion, _counts[companion], withAntecedent, entries.Length, timelines.CustomersWith[companion], withBoth[place], reverse[place],
                Median(delays[place]));
        }

        return rules;
    }

    private static double Median(long[] delays)
    {
        Array.Sort(delays);
        int middle = delays.Length / 2;
        return delays.Length % 2 == 1 ? delays[middle] : (delays[middle - 1] / 2.0) + (delays[middle] / 2.0);
    }

    private static int[] NewPlaces(int count)
    {
        int[] places = new int[count];
        Array.Fill(places, -1);
        return places;
    }
}
