using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>All of a decision for one customer of a retailer of 5,000 products: rules, thirty facts, what he has, a mask, the contact index, ten offers.</summary>
[MemoryDiagnoser]
public class DecideOneOf5000
{
    private OneCustomer _one = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = PerProcess.Of(() => new OneCustomer(ScoringSize.Of(5000), withPropensity: true));
        WarmUp.Both(Naive, Desk);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => _one.Naive();

    [Benchmark, Gate(maxRatio: 0.00125, maxBytes: 0)]
    public int Desk() => _one.Desk();
}
