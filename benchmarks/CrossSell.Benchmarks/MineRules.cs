using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>All association rules with one consequent, sorted; one thread, as the baseline.</summary>
[MemoryDiagnoser]
public class MineRules
{
    private const int MinCount = 10;

    private readonly int[][] _baskets = GeneratedBaskets.Make(baskets: 4_000, items: 500, averageLength: 8, seed: 3);
    private readonly RuleOptions _options = new()
    {
        MinSupport = SupportThreshold.FromCount(MinCount),
        MinConfidence = 0.25m,
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
    public int Naive() => TextbookRules.Mine(_baskets, MinCount, minConfidence: 0.25).Count;

    [Benchmark, Gate(maxRatio: 0.1)]
    public int Miner() => RuleMiner.Mine(_transactions, _options).Count;
}
