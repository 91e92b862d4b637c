using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>All frequent itemsets of generated baskets, kept; one thread, as the baseline.</summary>
[MemoryDiagnoser]
public class MineItemsets
{
    private const int MinCount = 10;

    private readonly int[][] _baskets = GeneratedBaskets.Make(baskets: 4_000, items: 500, averageLength: 8, seed: 1);
    private readonly MiningOptions _options = new() { MinSupport = SupportThreshold.FromCount(MinCount), MaxThreads = 1 };
    private Transactions _transactions = null!;

    [GlobalSetup]
    public void Setup()
    {
        _transactions = BasketTransactions.Of(_baskets);
        SameAnswer.Check(naive: Naive(), ours: Miner());
        WarmUp.Both(Naive, Miner);
    }

    [Benchmark(Baseline = true)]
    public int Naive()
    {
        int found = 0;
        NaiveEclat.Mine(_baskets, MinCount, (_, _) => found++);
        return found;
    }

    [Benchmark, Gate(maxRatio: 0.05)]
    public int Miner() => ItemsetMiner.Mine(_transactions, _options).Count;
}
