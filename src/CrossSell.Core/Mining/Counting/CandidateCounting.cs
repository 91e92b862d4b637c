using CrossSell.Mining.Search;

namespace CrossSell.Mining.Counting;

/// <summary>One counting run: numbers the items, sorts the candidates, gives those with the same rarest item to one thread.</summary>
internal static class CandidateCounting
{
    /// <param name="transactions">Where they are counted.</param>
    /// <param name="starts">Where each candidate begins; one more entry than candidates.</param>
    /// <param name="items">The item indexes of all candidates.</param>
    /// <param name="run">Limits, threads and cancellation.</param>
    /// <returns>The count of each candidate.</returns>
    public static int[] Count(Transactions transactions, ReadOnlySpan<int> starts, ReadOnlySpan<int> items, MiningRun run)
    {
        run.AddMemory((transactions.ItemCount * 3L + starts.Length * 3L + items.Length) * sizeof(int));
        int[] occurrences = new int[transactions.ItemCount];
        foreach (int item in transactions.Items)
        {
            occurrences[item]++;
        }

        int[] supports = transactions.IsWeighted ? Supports(transactions) : occurrences;
        int[] itemOf = Needed(items, occurrences);
        int[] rankOf = new int[occurrences.Length];
        Array.Fill(rankOf, -1);
        for (int rank = 0; rank < itemOf.Length; rank++)
        {
            rankOf[itemOf[rank]] = rank;
        }

        SortedLists candidates = Sorted(starts, items, rankOf, itemOf.Length, run);
        int[] counts = new int[starts.Length - 1];
        List<(int Begin, int End)> tasks = [];
        bool[] isRoot = new bool[itemOf.Length];
        int first = 0;
        for (; first < candidates.Count && candidates.LengthOf(first) == 0; first++)
        {
            counts[candidates.Places[first]] = transactions.TotalWeight;
        }

        for (int begin = first; begin < candidates.Count;)
        {
            int rank = candidates[begin, 0];
            int end = candidates.EndOfGroup(begin, candidates.Count, depth: 0);
            for (; begin < end && candidates.LengthOf(begin) == 1; begin++)
            {
                counts[candidates.Places[begin]] = supports[itemOf[rank]];
            }

            if (begin < end)
            {
                isRoot[rank] = true;
                tasks.Add((begin, end));
            }

            begin = end;
        }

        if (tasks.Count > 0)
        {
            // The heaviest first, so that threads end together.
            tasks.Sort((x, y) => Work(y).CompareTo(Work(x)) is var order and not 0 ? order : x.Begin.CompareTo(y.Begin));
            CandidateRows rows = new(transactions, rankOf, itemOf, occurrences, isRoot, run);
            Workers.Run(run, tasks.Count, _ => new CandidateSearch(rows, candidates, tasks, counts, run));
        }

        return counts;

        long Work((int Begin, int End) task) => (long)(task.End - task.Begin) * occurrences[itemOf[candidates[task.Begin, 0]]];
    }

    private static int[] Supports(Transactions transactions)
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

    /// <summary>The items of the candidates, rarest first; ties by index.</summary>
    private static int[] Needed(ReadOnlySpan<int> items, int[] occurrences)
    {
        bool[] isNeeded = new bool[occurrences.Length];
        foreach (int item in items)
        {
            isNeeded[item] = true;
        }

        int[] needed = [.. Enumerable.Range(0, occurrences.Length).Where(item => isNeeded[item])];
        Array.Sort(needed, (x, y) => occurrences[x] != occurrences[y] ? occurrences[x].CompareTo(occurrences[y]) : x.CompareTo(y));
        return needed;
    }

    /// <summary>The candidates as ascending ranks without duplicates, in lexicographic order.</summary>
    private static SortedLists Sorted(ReadOnlySpan<int> starts, ReadOnlySpan<int> items, int[] rankOf, int ranks, MiningRun run)
    {
        int[] rankStarts = new int[starts.Length];
        int[] ofAll = new int[items.Length];
        int end = 0;
        for (int candidate = 0; candidate + 1 < starts.Length; candidate++)
        {
            if ((candidate & 0x3FFF) == 0)
            {
                run.ThrowIfStopped();
            }

            ReadOnlySpan<int> source = items[starts[candidate]..starts[candidate + 1]];
            Span<int> target = ofAll.AsSpan(end, source.Length);
            for (int i = 0; i < source.Length; i++)
            {
                target[i] = rankOf[source[i]];
            }

            target.Sort();
            int start = end;
            foreach (int rank in target)
            {
                if (end == start || ofAll[end - 1] != rank)
                {
                    ofAll[end++] = rank;
                }
            }

            rankStarts[candidate + 1] = end;
        }

        return SortedLists.Sort(rankStarts, end == ofAll.Length ? ofAll : ofAll[..end], Math.Max(0, ranks - 1), run);
    }
}
