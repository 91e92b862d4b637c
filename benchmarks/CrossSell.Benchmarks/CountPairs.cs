using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>Pairs of items that are bought together, the heart of a cross-selling rule; one thread, as the baseline.</summary>
[MemoryDiagnoser]
public class CountPairs
{
    private const int MinCount = 10;

    private readonly int[][] _baskets = GeneratedBaskets.Make(baskets: 10_000, items: 2_000, averageLength: 10, seed: 2);
    private readonly MiningOptions _options = new()
    {
        MinSupport = SupportThreshold.FromCount(MinCount),
        MinLength = 2,
        MaxLength = 2,
        MaxThreads = 1,
    };

    private Transactions _transactions = null!;

    [GlobalSetup]
    public void Setup()
    {
        _transactions = BasketTransactions.Of(_baskets);
        SameAnswer.Check(naive: Naive(), ours: Miner());
        WarmUp.Both(Naive, Miner);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => NaivePairs.Count(_baskets, MinCount).Count;

    [Benchmark, Gate(maxRatio: 0.2)]
    public int Miner() => ItemsetMiner.Mine(_transactions, _options).Count;
}
