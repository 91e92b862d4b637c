using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>Ten offers for one customer of a generated insurer with 500 products; online, so nothing may be allocated.</summary>
[MemoryDiagnoser]
public class RecommendOne
{
    private OneCustomer _one = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = PerProcess.Of(() => new OneCustomer(ScoringSize.Of(500)));
        WarmUp.Both(Naive, Span);
        WarmUp.Both(Desk, Explained);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => _one.Naive();

    [Benchmark, Gate(maxRatio: 0.0033, maxBytes: 0)]
    public int Span() => _one.Span();

    /// <summary>With a mask and the contact index asked.</summary>
    [Benchmark, Gate(maxRatio: 0.0033, maxBytes: 0)]
    public int Desk() => _one.Desk();

    [Benchmark, Gate(maxRatio: 0.03)]
    public int Explained() => _one.Explained();
}
