using System.Runtime.InteropServices;

namespace CrossSell.Benchmarks.Generated;

/// <summary>How large a generated market for scoring is.</summary>
/// <param name="Products">How many products.</param>
/// <param name="Customers">How many customers; the rules are mined from what they hold.</param>
/// <param name="Holdings">About how many products a customer holds.</param>
/// <param name="MinCount">The fewest customers behind a rule: sets how many rules there are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoringSize(int Products, int Customers, int Holdings, int MinCount)
{
    /// <summary>A bank, an insurer, a retailer, a department store.</summary>
    public static IReadOnlyList<ScoringSize> All { get; } = [new(50, 20_000, 6, 100), new(500, 20_000, 14, 60), new(5_000, 50_000, 19, 40), new(50_000, 100_000, 21, 25)];

    public static ScoringSize Of(int products) => All.Single(size => size.Products == products);

    /// <param name="withPropensity">Whether facts and weights take part beside the rules.</param>
    public ScoringCase Make(bool withPropensity = false) => new(Products, Customers, Holdings, MinCount, withPropensity);
}
