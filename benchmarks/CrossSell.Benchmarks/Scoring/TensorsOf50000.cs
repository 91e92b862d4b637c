using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>All of a decision for one customer of a department store of 50,000 products, beside weights that TensorPrimitives adds row by row.</summary>
[MemoryDiagnoser]
public class TensorsOf50000
{
    private BesideTensors _one = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = PerProcess.Of(() => new BesideTensors(50000));
        WarmUp.Both(Tensors, Desk);
    }

    [Benchmark(Baseline = true)]
    public int Tensors() => _one.Tensors();

    [Benchmark, Gate(maxRatio: 0.4, maxBytes: 0)]
    public int Desk() => _one.Ours();
}
