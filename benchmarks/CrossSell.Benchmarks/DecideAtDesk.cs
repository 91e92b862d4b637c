using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Ledger;

namespace CrossSell.Benchmarks;

/// <summary>What to say to a customer now, of 1,000 products, from a ledger in memory: judged, ranked, explained, and every product that is not offered with its reasons.</summary>
[MemoryDiagnoser]
public class DecideAtDesk : IDisposable
{
    private DeskCase _case = null!;
    private NaiveDesk _naive = null!;

    [GlobalSetup]
    public void Setup()
    {
        _case = new DeskCase(new InMemoryLedgerStore(new CrossSell.Testing.ManualClock(DeskCase.Start)));
        _naive = new NaiveDesk(_case.Desk, _case.Checker);
        WarmUp.Both(Naive, Desk);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => _naive.Decide(_case.Desk.FactsOf(_case.Next().Customer), DeskCase.Start, 3).Count;

    [Benchmark, Gate(maxRatio: 0.2, maxBytes: 1_000_000)]
    public int Desk() => _case.Decide(_case.Next()).NotOffered.Count;

    [GlobalCleanup]
    public void Dispose()
    {
        _case.Dispose();
        GC.SuppressFinalize(this);
    }
}
