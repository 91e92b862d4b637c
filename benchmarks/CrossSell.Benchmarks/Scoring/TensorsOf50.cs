using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>All of a decision for one customer of a bank of 50 products, beside weights that TensorPrimitives adds row by row.</summary>
/// <remarks>Rows of 50 numbers are added in a moment, so finding the customer and his codes counts here most.</remarks>
[MemoryDiagnoser]
public class TensorsOf50
{
    private BesideTensors _one = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = PerProcess.Of(() => new BesideTensors(50));
        WarmUp.Both(Tensors, Desk);
    }

    [Benchmark(Baseline = true)]
    public int Tensors() => _one.Tensors();

    [Benchmark, Gate(maxRatio: 0.65, maxBytes: 0)]
    public int Desk() => _one.Ours();
}
