using System.Globalization;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining.Living;

/// <summary>Baskets divided into parts at random, and results as lines that do not depend on numbering.</summary>
internal static class Parts
{
    /// <summary>Some baskets of <see cref="Baskets.Small"/>, and a seed and a number for dividing them.</summary>
    public static Arbitrary<(int[][] Baskets, int[][][] Parts)> Small { get; } = Divided(Baskets.Small);

    public static Arbitrary<(int[][] Baskets, int[][][] Parts)> Medium { get; } = Divided(Baskets.Medium);

    /// <summary>Each item, its count and those of all rules or itemsets, by id.</summary>
    public static string[] Lines(Itemsets itemsets) =>
        [.. itemsets.Select(itemset => string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', itemset.Items)} ({itemset.Count} of {itemsets.TransactionCount})"))];

    public static string[] Lines(RuleSet rules) =>
        [.. rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)} {rule.Counts}")];

    private static Arbitrary<(int[][], int[][][])> Divided(Arbitrary<int[][]> baskets) =>
        Arb.From(
            from all in baskets.Generator
            from count in Gen.Choose(1, 7)
            from skew in Gen.Choose(1, 3)
            from places in Gen.Choose(0, count - 1).ArrayOf(skew).Select(draws => draws.Min()).ArrayOf(all.Length)
            select (all, Enumerable.Range(0, count).Select(part => all.Where((_, at) => places[at] == part).ToArray()).ToArray()));
}
