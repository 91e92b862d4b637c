using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>Ten times the purchases at the same share as minimum support may take a little more than ten times the time.</summary>
[MemoryDiagnoser, IterationCount(3)]
public class ScaleMine
{
    private const int AverageLength = 10;

    private readonly MiningOptions _options = new() { MinSupport = SupportThreshold.FromShare(0.005m), MaxThreads = 1 };
    private Transactions _transactions = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _transactions = BasketTransactions.Of(GeneratedBaskets.Make(Rows / AverageLength, items: 2_000, AverageLength, seed: 6));
        WarmUp.Repeat(Mine);
    }

    [Benchmark, ScaleGate(maxGrowth: 16)]
    public int Mine() => ItemsetMiner.Mine(_transactions, _options).Count;
}
