using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>Pairs in a large catalogue, 20,000 items, where simple counters leave the cache; one thread, as the baselines. docs/performance.md has a million baskets.</summary>
[MemoryDiagnoser, IterationCount(3), GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class CountManyPairs
{
    private const int Baskets = 50_000;
    private const int Items = 20_000;
    private const int MinCount = 5;

    private readonly int[][] _baskets = GeneratedBaskets.Make(Baskets, Items, averageLength: 10, seed: 9);
    private readonly MiningOptions _options = new() { MinSupport = SupportThreshold.FromCount(MinCount), MaxLength = 2, MaxThreads = 1 };
    private Transactions _transactions = null!;

    [GlobalSetup]
    public void Setup()
    {
        _transactions = BasketTransactions.Of(_baskets);
        PerProcess.Once(() =>
        {
            SameAnswer.Check(naive: Dictionary(), ours: BesideDictionary());
            SameAnswer.Check(naive: Triangle(), ours: BesideTriangle());
        });
        WarmUp.Repeat(BesideTriangle);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("dictionary")]
    public int Dictionary() => NaivePairs.Count(_baskets, MinCount).Count;

    [Benchmark, BenchmarkCategory("dictionary"), Gate(maxRatio: 1.0 / 20)]
    public int BesideDictionary() => Count();

    [Benchmark(Baseline = true), BenchmarkCategory("triangle")]
    public int Triangle() => TriangularPairs.Count(_baskets, Items, MinCount);

    [Benchmark, BenchmarkCategory("triangle"), Gate(maxRatio: 1.0 / 4)]
    public int BesideTriangle() => Count();

    private int Count() => (int)ItemsetMiner.CountByLength(_transactions, _options).ByLength[1];
}
