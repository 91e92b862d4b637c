using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>Ten times the products, and five times the rules, take one customer hardly more time: most rules are not looked at.</summary>
[MemoryDiagnoser, IterationCount(3)]
public class ScaleScore
{
    private readonly ScoredProduct[] _best = new ScoredProduct[10];
    private ScoringCase _made = null!;
    private int _next;

    [Params(500, 5_000)]
    public int Products { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _made = ScoringSize.Of(Products).Make();
        WarmUp.Repeat(One);
    }

    [Benchmark, ScaleGate(maxGrowth: 5)]
    public int One() => _made.Model.Recommend(_made.Customers[_next = (_next + 1) % _made.Customers.Length], _best);
}
