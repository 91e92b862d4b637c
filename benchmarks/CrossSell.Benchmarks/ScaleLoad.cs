using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks;

/// <summary>Ten times the purchases may take a little more than ten times the time: caches get too small for the ids.</summary>
[MemoryDiagnoser, IterationCount(3)]
public class ScaleLoad
{
    private byte[] _csv = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _csv = GeneratedPurchases.ToCsv(Rows, seed: 5);
        WarmUp.Repeat(Load);
    }

    [Benchmark, ScaleGate(maxGrowth: 20)]
    public int Load()
    {
        using var stream = new MemoryStream(_csv);
        return CsvPurchases.Load(stream, "generated").Count;
    }
}
