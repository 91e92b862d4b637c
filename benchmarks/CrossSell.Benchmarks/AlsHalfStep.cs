using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks;

/// <summary>The factors of 400 customers with 15 to 45 purchases each, 64 factors, exactly: normal equations and Cholesky; one thread, as the baseline.</summary>
public class AlsHalfStep
{
    private readonly AlsCase _case = new(customers: 400, factors: 64, AlsSolver.Cholesky);

    [GlobalSetup]
    public void Setup()
    {
        SameAnswer.Check(naive: true, ours: _case.Apart() < 1e-4);
        WarmUp.Both(PlainLoops, Ours);
    }

    [Benchmark(Baseline = true)]
    public int PlainLoops() => _case.Plain().Length;

    [Benchmark, Gate(maxRatio: 1 / 15.0)]
    public int Ours() => _case.Ours().Values.Length;
}
