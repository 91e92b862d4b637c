using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>Looks up, for the rules of a set, what simpler rules with the same consequent reach.</summary>
/// <remarks>
/// Rules enter the index in the order of their antecedents' lengths and are looked up when all shorter ones are in, so that the bounds of the
/// index speak of possible subsets only. Undefined values take no part.
/// </remarks>
internal static class Generalisations
{
    // Cancellation is looked at this often.
    private const int Batch = 256;

    /// <summary>For each rule, the strongest value among its proper generalisations; null when there is none or its own value is undefined.</summary>
    public static double?[] StrongestOf(RuleSet rules, RuleMeasure measure, CancellationToken cancellation)
    {
        double?[] result = new double?[rules.Count];
        double sign = SignOf(measure);
        Walk(
            rules,
            measure,
            (index, root, place, _) =>
            {
                double best = index.Best(root, rules.AntecedentOf(place));
                result[place] = double.IsNaN(best) ? null : sign * best;
            },
            cancellation);
        return result;
    }

    /// <summary>For each rule, whether a proper generalisation is at least as strong.</summary>
    public static bool[] AreMatched(RuleSet rules, RuleMeasure measure, CancellationToken cancellation)
    {
        bool[] result = new bool[rules.Count];
        Walk(rules, measure, (index, root, place, value) => result[place] = index.HasAtLeast(root, rules.AntecedentOf(place), value), cancellation);
        return result;
    }

    private static double SignOf(RuleMeasure measure) => measure.LowerIsStronger ? -1 : 1;

    private static void Walk(RuleSet rules, RuleMeasure measure, Action<SubsetIndex, int, int, double> look, CancellationToken cancellation)
    {
        double sign = SignOf(measure);
        SubsetIndex index = new();
        int[] roots = RootsOf(rules, index, cancellation);
        (int[] byLength, int[] lengths) = ByLength(rules, cancellation);
        int added = 0;
        for (int at = 0; at < byLength.Length; at++)
        {
            if (at % Batch == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (; lengths[added] < lengths[at]; added++)
            {
                if (added % Batch == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                if (measure.Evaluate(rules.CountsOf(byLength[added])) is { } shorter)
                {
                    index.Add(roots[byLength[added]], rules.AntecedentOf(byLength[added]), sign * shorter);
                }
            }

            if (measure.Evaluate(rules.CountsOf(byLength[at])) is { } value)
            {
                look(index, roots[byLength[at]], byLength[at], sign * value);
            }
        }
    }

    /// <summary>The places of the rules by the length of their antecedents, and that length of each.</summary>
    private static (int[] Places, int[] Lengths) ByLength(RuleSet rules, CancellationToken cancellation)
    {
        int[] places = new int[rules.Count];
        int[] lengths = new int[rules.Count];
        for (int place = 0; place < places.Length; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            places[place] = place;
            lengths[place] = rules.AntecedentOf(place).Length;
        }

        CancellableSort.Sort(lengths.AsSpan(), places, cancellation);
        return (places, lengths);
    }

    /// <summary>The tree of each rule's consequent.</summary>
    private static int[] RootsOf(RuleSet rules, SubsetIndex index, CancellationToken cancellation)
    {
        Dictionary<ConsequentKey, int> rootOf = [];
        int[] roots = new int[rules.Count];
        for (int place = 0; place < roots.Length; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            ConsequentKey key = new(rules, place);
            if (!rootOf.TryGetValue(key, out roots[place]))
            {
                rootOf.Add(key, roots[place] = index.AddRoot());
            }
        }

        return roots;
    }

    /// <summary>A rule's consequent as a key: equal when the items are.</summary>
    private readonly struct ConsequentKey(RuleSet rules, int place) : IEquatable<ConsequentKey>
    {
        private ReadOnlySpan<int> Items => rules.ConsequentOf(place);

        public bool Equals(ConsequentKey other) => Items.SequenceEqual(other.Items);

        public override bool Equals(object? obj) => obj is ConsequentKey other && Equals(other);

        public override int GetHashCode() => ItemsetIndex.HashOf(Items).GetHashCode();
    }
}
