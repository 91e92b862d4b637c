using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks;

/// <summary>Ten offers for one customer of a generated insurer with 500 products; online, so nothing may be allocated.</summary>
[MemoryDiagnoser]
public class RecommendOne
{
    private const int Offers = 10;

    private readonly ScoredProduct[] _best = new ScoredProduct[Offers];
    private CrossSellModel _model = null!;
    private CustomerId[] _customers = null!;
    private LinqScorer _naive = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        var made = new ScoringCase(products: 500, customers: 20_000, averageLength: 14, minCount: 60);
        _model = made.Model;
        _customers = made.Customers;
        _naive = made.NaiveScorer();
        foreach (CustomerId customer in _customers.Take(50))
        {
            string[] ours = [.. _model.Recommend(customer, Offers).Select(offer => offer.Product.Value)];
            SameAnswer.Check(string.Join(' ', _naive.Recommend(customer.Value, Offers).Select(offer => offer.Product)), string.Join(' ', ours));
        }

        WarmUp.Both(Naive, Span);
        WarmUp.Repeat(Explained);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => _naive.Recommend(Next().Value, Offers).Count;

    [Benchmark, Gate(maxRatio: 0.03, maxBytes: 0)]
    public int Span() => _model.Recommend(Next(), _best);

    [Benchmark, Gate(maxRatio: 0.04)]
    public int Explained() => _model.Recommend(Next(), Offers).Count;

    private CustomerId Next() => _customers[_next = (_next + 1) % _customers.Length];
}
