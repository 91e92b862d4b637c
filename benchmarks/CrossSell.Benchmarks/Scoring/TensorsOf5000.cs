using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>All of a decision for one customer of a retailer of 5,000 products, beside weights that TensorPrimitives adds row by row.</summary>
[MemoryDiagnoser]
public class TensorsOf5000
{
    private BesideTensors _one = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = PerProcess.Of(() => new BesideTensors(5000));
        WarmUp.Both(Tensors, Desk);
    }

    [Benchmark(Baseline = true)]
    public int Tensors() => _one.Tensors();

    [Benchmark, Gate(maxRatio: 0.65, maxBytes: 0)]
    public int Desk() => _one.Ours();
}
