using System.Text;
using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks;

/// <summary>A basket file becomes a history. The baseline splits each line and numbers the items by a dictionary.</summary>
[MemoryDiagnoser]
public class LoadFimi
{
    private readonly byte[] _file = Encoding.ASCII.GetBytes(GeneratedBaskets.ToFimi(GeneratedBaskets.Make(baskets: 20_000, items: 5_000, averageLength: 10, seed: 9)));

    [GlobalSetup]
    public void Setup()
    {
        SameAnswer.Check(Split(), Load());
        WarmUp.Both(Split, Load);
    }

    [Benchmark(Baseline = true)]
    public int Split()
    {
        using var text = new StreamReader(new MemoryStream(_file));
        return SplitLines.Load(text).Baskets.Sum(basket => basket.Length);
    }

    [Benchmark, Gate(maxRatio: 1)]
    public int Load()
    {
        using var stream = new MemoryStream(_file);
        return FimiBaskets.Load(stream, "generated").Count;
    }
}
