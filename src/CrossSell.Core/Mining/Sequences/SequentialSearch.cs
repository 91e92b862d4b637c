namespace CrossSell.Mining;

/// <summary>
/// Finds the sequential rules whose antecedent begins with one item after the other. Belongs to one thread.
/// </summary>
/// <remarks>
/// For an antecedent X the end of X is known in each sequence, and X ==> Y holds where each item of Y stands after it: with X fixed, the consequents are the
/// frequent itemsets of what comes after X, and their counts fall as they grow. An antecedent grows by larger items only, so that each is met once, and
/// only while some item follows often enough: a longer antecedent ends later, and less follows it. A rule's antecedent never changes while its consequent grows,
/// so confidence prunes consequents, but never antecedents.
/// </remarks>
internal sealed class SequentialSearch(Occurrences data, SequentialRuleOptions options, int minCount, int itemCount, RuleBudget budget, CancellationToken cancellation)
{
    private readonly ExactRatio _minConfidence = new(options.MinConfidence);
    private readonly int[] _after = new int[itemCount];
    private readonly int[] _with = new int[itemCount];
    private readonly int[] _placeOf = new int[itemCount];
    private readonly List<int> _antecedent = [];
    private readonly List<int> _consequent = [];

    /// <summary>The rules found since this was last set.</summary>
    public List<FoundSequence> Found { get; set; } = [];

    public void Search(int item)
    {
        int start = data.ListStarts[item];
        int count = data.ListStarts[item + 1] - start;
        if (count >= minCount)
        {
            GrowAntecedent(item, data.Lists.AsSpan(start, count), data.ListFirst.AsSpan(start, count));
        }
    }

    /// <param name="item">The item that the antecedent grows by.</param>
    /// <param name="sequences">The sequences that hold the antecedent with it.</param>
    /// <param name="ends">The place in each by which all of it has stood.</param>
    private void GrowAntecedent(int item, ReadOnlySpan<int> sequences, ReadOnlySpan<int> ends)
    {
        cancellation.ThrowIfCancellationRequested();
        _antecedent.Add(item);
        (int[] following, int[] companions) = Count(sequences, ends);
        if (following.Length > 0)
        {
            FindConsequents(following, sequences, ends);
            if (companions.Length > 0)
            {
                (int[] starts, int[] childSequences, int[] childEnds) = Extend(companions, sequences, ends);
                for (int child = 0; child < companions.Length; child++)
                {
                    Range range = starts[child]..starts[child + 1];
                    GrowAntecedent(companions[child], childSequences.AsSpan(range), childEnds.AsSpan(range));
                }
            }
        }

        _antecedent.RemoveAt(_antecedent.Count - 1);
    }

    /// <summary>The items that stand often enough after the antecedent, and the larger ones that stand often enough with it.</summary>
    private (int[] Following, int[] Companions) Count(ReadOnlySpan<int> sequences, ReadOnlySpan<int> ends)
    {
        int largest = _antecedent[^1];
        bool grows = _antecedent.Count < (options.MaxAntecedent ?? int.MaxValue);
        List<int> touched = [];
        for (int at = 0; at < sequences.Length; at++)
        {
            int end = ends[at];
            for (int entry = data.Starts[sequences[at]]; entry < data.Starts[sequences[at] + 1]; entry++)
            {
                int item = data.Items[entry];
                if (_after[item] == 0 && _with[item] == 0)
                {
                    touched.Add(item);
                }

                _with[item]++;
                _after[item] += data.Last[entry] > end ? 1 : 0;
            }
        }

        touched.Sort();
        int[] following = [.. touched.Where(item => _after[item] >= minCount && !_antecedent.Contains(item))];
        int[] companions = grows ? [.. touched.Where(item => item > largest && _with[item] >= minCount)] : [];
        foreach (int item in touched)
        {
            _after[item] = 0;
            _with[item] = 0;
        }

        return (following, companions);
    }

    private void FindConsequents(int[] following, ReadOnlySpan<int> sequences, ReadOnlySpan<int> ends)
    {
        int least = (int)Math.Max(minCount, _minConfidence.CeilingOf(sequences.Length));
        List<int>[] lists = [.. following.Select(_ => new List<int>())];
        for (int place = 0; place < following.Length; place++)
        {
            _placeOf[following[place]] = place + 1;
        }

        for (int at = 0; at < sequences.Length; at++)
        {
            for (int entry = data.Starts[sequences[at]]; entry < data.Starts[sequences[at] + 1]; entry++)
            {
                int place = _placeOf[data.Items[entry]];
                if (place > 0 && data.Last[entry] > ends[at])
                {
                    lists[place - 1].Add(sequences[at]);
                }
            }
        }

        foreach (int item in following)
        {
            _placeOf[item] = 0;
        }

        GrowConsequent(following, lists, from: 0, within: null, least, sequences.Length);
    }

    private void GrowConsequent(int[] items, List<int>[] lists, int from, List<int>? within, int least, int withAntecedent)
    {
        for (int place = from; place < items.Length; place++)
        {
            if (lists[place].Count < least)
            {
                continue;
            }

            _consequent.Add(items[place]);
            List<int> both = within is null ? lists[place] : Intersect(within, lists[place]);
            if (options.HasWindow && both.Count >= least)
            {
                int[] antecedent = [.. _antecedent];
                int[] consequent = [.. _consequent];
                both = both.FindAll(sequence => data.HoldsInWindow(sequence, antecedent, consequent));
            }

            if (both.Count >= least)
            {
                budget.Take();
                Found.Add(new FoundSequence([.. _antecedent], [.. _consequent], both.Count, withAntecedent, data.CountAll([.. _antecedent, .. _consequent])));
                if (_consequent.Count < (options.MaxConsequent ?? int.MaxValue))
                {
                    GrowConsequent(items, lists, place + 1, both, least, withAntecedent);
                }
            }

            _consequent.RemoveAt(_consequent.Count - 1);
        }
    }

    /// <summary>For each companion the sequences that hold it as well, and where the longer antecedent ends in them.</summary>
    private (int[] Starts, int[] Sequences, int[] Ends) Extend(int[] companions, ReadOnlySpan<int> sequences, ReadOnlySpan<int> ends)
    {
        int[] starts = new int[companions.Length + 1];
        for (int place = 0; place < companions.Length; place++)
        {
            _placeOf[companions[place]] = place + 1;
        }

        // Twice over the same rows: first how many for each, then which.
        for (int at = 0; at < sequences.Length; at++)
        {
            foreach (int item in data.Items.AsSpan(data.Starts[sequences[at]]..data.Starts[sequences[at] + 1]))
            {
                starts[_placeOf[item]] += _placeOf[item] > 0 ? 1 : 0;
            }
        }

        for (int place = 0; place < companions.Length; place++)
        {
            starts[place + 1] += starts[place];
        }

        int[] cursors = starts[..^1];
        int[] childSequences = new int[starts[^1]];
        int[] childEnds = new int[starts[^1]];
        for (int at = 0; at < sequences.Length; at++)
        {
            for (int entry = data.Starts[sequences[at]]; entry < data.Starts[sequences[at] + 1]; entry++)
            {
                int place = _placeOf[data.Items[entry]];
                if (place > 0)
                {
                    int slot = cursors[place - 1]++;
                    childSequences[slot] = sequences[at];
                    childEnds[slot] = Math.Max(ends[at], data.First[entry]);
                }
            }
        }

        foreach (int item in companions)
        {
            _placeOf[item] = 0;
        }

        return (starts, childSequences, childEnds);
    }

    private static List<int> Intersect(List<int> x, List<int> y)
    {
        List<int> both = new(Math.Min(x.Count, y.Count));
        int other = 0;
        foreach (int sequence in x)
        {
            while (other < y.Count && y[other] < sequence)
            {
                other++;
            }

            if (other < y.Count && y[other] == sequence)
            {
                both.Add(sequence);
            }
        }

        return both;
    }
}
