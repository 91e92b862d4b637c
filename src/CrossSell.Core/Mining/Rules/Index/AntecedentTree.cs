using CrossSell.Mining.Counting;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>A prefix tree of antecedents in flat arrays: the children of a node stand side by side, ordered by item.</summary>
/// <remarks>
/// Items are ranked from the rarest on, as far as the rules tell: by the largest count of a side that holds the item, a lower bound of its support. Rare items
/// near the root are what most baskets do not have, so most of the tree is never looked at.
/// </remarks>
internal sealed class AntecedentTree
{
    private readonly int[] _rankOf;
    private readonly int[] _rootOf;
    private readonly int[] _places;
    private readonly int[] _ranks;
    private readonly int[] _firstChild;
    private readonly int[] _rules; // for each node where its places begin and end

    /// <param name="lists">The antecedents as ranks, in order.</param>
    /// <param name="rankOf">The rank of each item.</param>
    /// <param name="rankCount">The number of ranks.</param>
    /// <param name="cancellation">Ends the work.</param>
    private AntecedentTree(SortedLists lists, int[] rankOf, int rankCount, CancellationToken cancellation)
    {
        _rankOf = rankOf;
        _places = lists.Places;
        _rootOf = new int[rankCount];
        Array.Fill(_rootOf, -1);

        // Level by level, so that children stand side by side; a node is a range of lists with a common beginning.
        List<(int Begin, int End, int Depth)> nodes = [(0, lists.Count, 0)];
        List<int> ranks = [-1];
        List<int> firstChild = [];
        List<int> rules = [];
        for (int node = 0; node < nodes.Count; node++)
        {
            RuleSet.ThrowIfCancelled(node, cancellation);
            (int begin, int end, int depth) = nodes[node];
            rules.Add(begin);
            while (begin < end && lists.LengthOf(begin) == depth)
            {
                begin++;
            }

            rules.Add(begin);
            firstChild.Add(nodes.Count);
            while (begin < end)
            {
                int next = lists.EndOfGroup(begin, end, depth);
                if (node == 0)
                {
                    _rootOf[lists[begin, 0]] = nodes.Count;
                }

                ranks.Add(lists[begin, depth]);
                nodes.Add((begin, next, depth + 1));
                begin = next;
            }
        }

        firstChild.Add(nodes.Count);
        (_ranks, _firstChild, _rules) = ([.. ranks], [.. firstChild], [.. rules]);
    }

    public static AntecedentTree Build(RuleSet rules, CancellationToken cancellation)
    {
        int[] rankOf = Rank(rules, out int ranks, cancellation);
        int[] starts = new int[rules.Count + 1];
        for (int place = 0; place < rules.Count; place++)
        {
            starts[place + 1] = checked(starts[place] + rules.AntecedentOf(place).Length);
        }

        int[] items = new int[starts[^1]];
        for (int place = 0; place < rules.Count; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            Span<int> target = items.AsSpan(starts[place], starts[place + 1] - starts[place]);
            rules.AntecedentOf(place).CopyTo(target);
            foreach (ref int item in target)
            {
                item = rankOf[item];
            }

            target.Sort();
        }

        // Equal lists keep the order of their places: the sort is stable.
        MiningRun run = MiningRun.Unlimited(cancellation);
        SortedLists lists = SortedLists.Sort(starts, items, Math.Max(0, ranks - 1), run);
        return new AntecedentTree(lists, rankOf, ranks, cancellation);
    }

    /// <summary>The rank of an item; -1 when it is in no antecedent.</summary>
    public int RankOf(int item) => (uint)item < (uint)_rankOf.Length ? _rankOf[item] : -1;

    /// <summary>Hands on the rules of all antecedents that some ascending ranks hold.</summary>
    public void Walk(ReadOnlySpan<int> ranks, ref MatchSet found)
    {
        AddRules(0, ref found);
        for (int at = 0; at < ranks.Length; at++)
        {
            // A rank that stands twice would find its rules twice.
            if (_rootOf[ranks[at]] >= 0 && (at == 0 || ranks[at - 1] != ranks[at]))
            {
                Walk(_rootOf[ranks[at]], ranks[(at + 1)..], ref found);
            }
        }
    }

    private void Walk(int node, ReadOnlySpan<int> ranks, ref MatchSet found)
    {
        AddRules(node, ref found);
        int child = _firstChild[node];
        int end = _firstChild[node + 1];
        int at = 0;
        while (child < end && at < ranks.Length)
        {
            int wanted = ranks[at];
            if (_ranks[child] < wanted)
            {
                child = SkipTo(child, end, wanted);
            }
            else
            {
                if (_ranks[child] == wanted)
                {
                    Walk(child++, ranks[(at + 1)..], ref found);
                }

                at++;
            }
        }
    }

    /// <summary>The first child from some on whose rank is not below the wanted one: steps double, then halve.</summary>
    private int SkipTo(int child, int end, int wanted)
    {
        int step = 1;
        int low = child + 1;
        while (low + step < end && _ranks[low + step] < wanted)
        {
            low += step;
            step *= 2;
        }

        int high = Math.Min(end, low + step + 1);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (_ranks[middle] < wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void AddRules(int node, ref MatchSet found) =>
        found.Add(_places.AsSpan(_rules[node * 2], _rules[(node * 2) + 1] - _rules[node * 2]));

    private static int[] Rank(RuleSet rules, out int ranks, CancellationToken cancellation)
    {
        long[] supports = new long[rules.ItemIds.Count];
        bool[] isUsed = new bool[supports.Length];
        for (int place = 0; place < rules.Count; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            RuleCounts counts = rules.CountsOf(place);
            foreach (int item in rules.AntecedentOf(place))
            {
                isUsed[item] = true;
                supports[item] = Math.Max(supports[item], counts.N1x);
            }

            foreach (int item in rules.ConsequentOf(place))
            {
                supports[item] = Math.Max(supports[item], counts.Nx1);
            }
        }

        int[] used = [.. Enumerable.Range(0, supports.Length).Where(item => isUsed[item])];
        Array.Sort(used, (x, y) => supports[x] != supports[y] ? supports[x].CompareTo(supports[y]) : x.CompareTo(y));
        int[] rankOf = new int[supports.Length];
        Array.Fill(rankOf, -1);
        for (int rank = 0; rank < used.Length; rank++)
        {
            rankOf[used[rank]] = rank;
        }

        ranks = used.Length;
        return rankOf;
    }
}
