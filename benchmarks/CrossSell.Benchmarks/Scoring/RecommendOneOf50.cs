using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>As <see cref="RecommendOne"/>, for a bank of 50 products.</summary>
[MemoryDiagnoser]
public class RecommendOneOf50
{
    private OneCustomer _one = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = PerProcess.Of(() => new OneCustomer(ScoringSize.Of(50)));
        WarmUp.Both(Naive, Span);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => _one.Naive();

    [Benchmark, Gate(maxRatio: 0.01, maxBytes: 0)]
    public int Span() => _one.Span();
}
