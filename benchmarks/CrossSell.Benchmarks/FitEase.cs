using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks;

/// <summary>EASE for 1,000 products, 5,000 customers: X'X, its inverse under a ridge, the weights; one thread, as the baseline.</summary>
public class FitEase
{
    private const double Lambda = 100;
    private readonly EaseTrainer _trainer = new(new EaseOptions { Lambda = Lambda, MaxThreads = 1 });
    private PurchaseMatrix _purchases = null!;

    [GlobalSetup]
    public void Setup()
    {
        _purchases = GeneratedPairs.Matrix(GeneratedPairs.Make(customers: 5_000, products: 1_000, least: 5, seed: 1));
        PerProcess.Once(Check);
        WarmUp.Repeat(Ours);
    }

    private void Check()
    {
        double[,] expected = MathNetEase.Fit(_purchases, Lambda);
        ItemItemScorer ours = _trainer.Fit(_purchases).Scorer;
        double apart = Enumerable.Range(0, 1_000).Max(i => Enumerable.Range(0, 1_000).Max(j => Math.Abs(expected[i, j] - ours.Weight(i, j))));
        SameAnswer.Check(naive: true, ours: apart < 1e-5);
    }

    [Benchmark(Baseline = true)]
    public int MathNet() => MathNetEase.Fit(_purchases, Lambda).Length;

    [Benchmark, Gate(maxRatio: 1 / 35.0)]
    public int Ours() => _trainer.Fit(_purchases).Scorer.ProductCount;
}
