using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

/// <summary>All rules of small baskets by the naive way, and the options read as a condition on one rule.</summary>
internal static class RuleOracle
{
    /// <summary>Every rule whose items occur together, from every subset of the items of every basket.</summary>
    public static List<(int[] A, int[] C, RuleCounts Counts)> All(Transactions transactions)
    {
        List<(int[] A, int[] C, RuleCounts Counts)> rules = [];
        int baskets = Baskets.ToArrays(transactions).Length;
        (int[] Items, int Count)[] together = [.. ItemsetOracle.Frequent(transactions, 1)];

        // Each side of a rule occurs where all its items do, so it is one of these; no items are in every basket.
        Dictionary<string, int> countOf = together.ToDictionary(set => string.Join(' ', set.Items), set => set.Count);
        countOf[""] = baskets;
        foreach ((int[] items, int count) in together)
        {
            for (int part = 1; part < 1 << items.Length; part++)
            {
                int[] consequent = [.. items.Where((_, at) => (part >> at & 1) != 0)];
                int[] antecedent = [.. items.Where((_, at) => (part >> at & 1) == 0)];
                rules.Add((antecedent, consequent, RuleCounts.FromMargins(count, countOf[string.Join(' ', antecedent)], countOf[string.Join(' ', consequent)], baskets)));
            }
        }

        return rules;
    }

    public static bool Meets((int[] A, int[] C, RuleCounts Counts) rule, RuleOptions options, IReadOnlyList<string> ids)
    {
        (int[] a, int[] c, RuleCounts counts) = rule;
        return counts.N11 >= options.MinSupport.ToCount((int)counts.N)
            && counts.N11 >= options.MinConfidence * counts.N1x
            && counts.N * counts.N11 >= (decimal)options.MinLift * counts.N1x * counts.Nx1
            && a.Length + c.Length <= (options.MaxLength ?? 99)
            && (a.Length >= options.MinAntecedent || (options.AllowEmptyAntecedent && a.Length == 0))
            && a.Length <= (options.MaxAntecedent ?? 99)
            && c.Length <= options.MaxConsequent
            && Meets([.. a, .. c], options.Items, ids)
            && Meets(a, options.AntecedentItems, ids)
            && Meets(c, options.ConsequentItems, ids)
            && options.MeasureLimits.All(limit =>
                limit.Measure.Evaluate(counts) is double value && (limit.AtLeast is null || value >= limit.AtLeast) && (limit.AtMost is null || value <= limit.AtMost));
    }

    public static string Line((int[] A, int[] C, RuleCounts Counts) rule) => $"{string.Join(' ', rule.A)} => {string.Join(' ', rule.C)}: {rule.Counts}";

    public static string Line(AssociationRule rule) => Line((rule.AntecedentIndexes.ToArray(), rule.ConsequentIndexes.ToArray(), rule.Counts));

    /// <summary>The order that <see cref="RuleSet"/> promises.</summary>
    public static IOrderedEnumerable<(int[] A, int[] C, RuleCounts Counts)> Ordered(
        IEnumerable<(int[] A, int[] C, RuleCounts Counts)> rules, Func<RuleCounts, double>? first = null)
    {
        Comparer<int[]> byItems = Comparer<int[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y));
        return rules
            .OrderBy(rule => first is null ? 0 : first(rule.Counts))
            .ThenByDescending(rule => (decimal)rule.Counts.N11 / rule.Counts.N1x)
            .ThenBy(rule => rule.Counts.Nx1)
            .ThenByDescending(rule => rule.Counts.N11)
            .ThenBy(rule => rule.A.Length)
            .ThenBy(rule => rule.A, byItems)
            .ThenBy(rule => rule.C, byItems);
    }

    private static bool Meets(int[] side, ItemFilter filter, IReadOnlyList<string> ids)
    {
        string[] items = [.. side.Select(item => ids[item])];
        return items.All(item => filter.Allowed is null || filter.Allowed.Contains(item))
            && !items.Any(filter.Forbidden.Contains)
            && (filter.AnyOf.Count == 0 || filter.AnyOf.Any(items.Contains))
            && filter.AllOf.All(items.Contains);
    }
}
