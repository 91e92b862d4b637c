using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

/// <summary>Random tables: many zero cells, small ones, and ones of up to two billion transactions.</summary>
internal static class RuleCountsArbitrary
{
    /// <summary>Any table.</summary>
    public static Arbitrary<RuleCounts> Any { get; } = Tables(
        Gen.Constant(0), Gen.Choose(0, 3), Gen.Choose(0, 100), Gen.Choose(0, 100_000), Gen.Choose(0, int.MaxValue / 4));

    /// <summary>Tables with no zero cell and at most 4,000 transactions, for which textbook formulas keep their digits.</summary>
    public static Arbitrary<RuleCounts> Positive { get; } = Tables(Gen.Choose(1, 20), Gen.Choose(1, 1_000));

    private static Arbitrary<RuleCounts> Tables(params Gen<int>[] cells)
    {
        Gen<RuleCounts> gen = Gen.OneOf(cells).ArrayOf(4).Select(c => new RuleCounts(c[0], c[1], c[2], c[3]));
        return gen.ToArbitrary();
    }
}
