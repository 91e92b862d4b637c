namespace CrossSell;

/// <summary>Finds circles in a directed graph.</summary>
internal static class Cycles
{
    /// <summary>One circle for each strongly connected part that has any, a shortest one through its smallest node. O(nodes + edges) for a graph without circles.</summary>
    /// <param name="next">For each node the nodes it points to.</param>
    public static IEnumerable<IReadOnlyList<int>> Find(IReadOnlyList<IReadOnlyList<int>> next)
    {
        // Leaves are taken off until none is left; what remains is on a circle or leads to one.
        var pointing = new List<int>[next.Count];
        int[] left = new int[next.Count];
        for (int n = 0; n < next.Count; n++)
        {
            pointing[n] = [];
        }

        for (int n = 0; n < next.Count; n++)
        {
            left[n] = next[n].Count;
            foreach (int to in next[n])
            {
                pointing[to].Add(n);
            }
        }

        var leaves = new Queue<int>(Enumerable.Range(0, next.Count).Where(n => left[n] == 0));
        while (leaves.TryDequeue(out int leaf))
        {
            foreach (int n in pointing[leaf])
            {
                if (--left[n] == 0)
                {
                    leaves.Enqueue(n);
                }
            }
        }

        var told = new HashSet<int>();
        for (int n = 0; n < next.Count; n++)
        {
            if (left[n] > 0 && !told.Contains(n) && Shortest(next, n) is { } cycle)
            {
                told.UnionWith(cycle);
                told.UnionWith(BothWays(next, pointing, n));
                yield return cycle;
            }
        }
    }

    private static int[]? Shortest(IReadOnlyList<IReadOnlyList<int>> next, int start)
    {
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out int n))
        {
            foreach (int to in next[n])
            {
                if (to == start)
                {
                    var path = new List<int> { start };
                    for (int at = n; at != start; at = cameFrom[at])
                    {
                        path.Insert(1, at);
                    }

                    return [.. path];
                }

                if (cameFrom.TryAdd(to, n))
                {
                    queue.Enqueue(to);
                }
            }
        }

        return null;
    }

    // The strongly connected part of a node: what it reaches and what reaches it.
    private static IEnumerable<int> BothWays(IReadOnlyList<IReadOnlyList<int>> next, IReadOnlyList<IReadOnlyList<int>> pointing, int start) =>
        Reach(next, start).Intersect(Reach(pointing, start));

    private static HashSet<int> Reach(IReadOnlyList<IReadOnlyList<int>> next, int start)
    {
        var seen = new HashSet<int> { start };
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out int n))
        {
            foreach (int to in next[n])
            {
                if (seen.Add(to))
                {
                    queue.Enqueue(to);
                }
            }
        }

        return seen;
    }
}
