using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>Ten explained offers for each of a thousand customers, by all cores; the baseline goes through the customers one after another.</summary>
[MemoryDiagnoser]
public class RecommendAll
{
    private const int Offers = 10;

    private CrossSellModel _model = null!;
    private CustomerId[] _customers = null!;
    private LinqScorer _naive = null!;

    [GlobalSetup]
    public void Setup()
    {
        var made = new ScoringCase(products: 200, customers: 1_000, averageLength: 8, minCount: 10);
        _model = made.Model;
        _customers = made.Customers;
        _naive = made.NaiveScorer();
        SameAnswer.Check(Naive(), Batch());
        WarmUp.Both(Naive, Batch);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => _customers.Sum(customer => _naive.Recommend(customer.Value, Offers).Count);

    [Benchmark, Gate(maxRatio: 0.3)]
    public int Batch() => _model.RecommendAll(Offers).Sum(customer => customer.Offers.Count);
}
