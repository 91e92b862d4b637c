using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>Ten offers as numbers for each of 20,000 customers of an insurer with 500 products, with masks and contact limits, on one thread; a customer of it beside one of the naive way.</summary>
[MemoryDiagnoser]
public class BatchOffers
{
    private const int Customers = 20_000;
    private const int NaiveCalls = 4;

    private OneCustomer _one = null!;
    private CampaignCase _campaign = null!;

    [GlobalSetup]
    public void Setup()
    {
        _one = new OneCustomer(ScoringSize.Of(500));
        _campaign = new CampaignCase(_one.Model);
        WarmUp.Both(Naive, Batch);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = NaiveCalls)]
    public int Naive() => Enumerable.Range(0, NaiveCalls).Sum(_ => _one.Naive());

    [Benchmark(OperationsPerInvoke = Customers), Gate(maxRatio: 0.0033, maxBytes: 100)]
    public int Batch() => (int)_campaign.Run(threads: 1).Offers;
}
