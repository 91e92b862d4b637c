namespace CrossSell.Mining;

/// <summary>Walks the edges of a hierarchy: what is above what, and where it runs in circles.</summary>
internal static class HierarchyOrder
{
    /// <summary>All nodes, each after its parents. There are no cycles.</summary>
    public static IReadOnlyList<string> ParentsFirst(IReadOnlyDictionary<string, string[]> parents)
    {
        List<string> order = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<(string Node, bool IsDone)> open = new();
        foreach (string start in parents.Keys.Order(StringComparer.Ordinal))
        {
            open.Push((start, false));
            while (open.TryPop(out (string Node, bool IsDone) top))
            {
                if (top.IsDone)
                {
                    order.Add(top.Node);
                }
                else if (seen.Add(top.Node))
                {
                    open.Push((top.Node, true));
                    foreach (string parent in parents.GetValueOrDefault(top.Node, []))
                    {
                        open.Push((parent, false));
                    }
                }
            }
        }

        return order;
    }

    /// <summary>A cycle for each edge that closes one, as <c>a > b > a</c>; none when all is well.</summary>
    public static IReadOnlyList<string> Cycles(Dictionary<string, List<string>> parents)
    {
        List<string> cycles = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (string start in parents.Keys.Order(StringComparer.Ordinal))
        {
            if (done.Contains(start))
            {
                continue;
            }

            List<string> path = [start];
            List<int> next = [0];
            Dictionary<string, int> placeOf = new(StringComparer.Ordinal) { [start] = 0 };
            while (path.Count > 0)
            {
                string node = path[^1];
                List<string> above = parents.GetValueOrDefault(node) ?? [];
                if (next[^1] == above.Count)
                {
                    done.Add(node);
                    placeOf.Remove(node);
                    path.RemoveAt(path.Count - 1);
                    next.RemoveAt(next.Count - 1);
                    continue;
                }

                string parent = above[next[^1]++];
                if (placeOf.TryGetValue(parent, out int place))
                {
                    cycles.Add(string.Join(" > ", path.Skip(place).Append(parent)));
                }
                else if (!done.Contains(parent))
                {
                    placeOf[parent] = path.Count;
                    path.Add(parent);
                    next.Add(0);
                }
            }
        }

        return cycles;
    }
}
