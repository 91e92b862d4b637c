using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Durable;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Ledger;

namespace CrossSell.Benchmarks;

/// <summary>
/// Reservations of the ledger in memory, each with its rows of subject, contact, subject and offer entries, decision and idempotency key, under "at most 2 in 7 days", for a
/// customer not asked for before; beside a dictionary of lists that counts and remembers nothing but instants.
/// </summary>
[MemoryDiagnoser]
public class MemoryReserves
{
    private const int Calls = 1_024;
    private const int Customers = 1_000_000;

    private static readonly DateTime Start = new(2026, 1, 1);

    private readonly NaiveContactCaps _naive = new(limit: 2, TimeSpan.FromDays(7), Customers);
    private readonly LedgerLoad _ledger = new(new InMemoryLedgerStore(TimeProvider.System));
    private long _asked;

    [GlobalSetup]
    public void Setup() => WarmUp.Both(Naive, Ledger);

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int Naive()
    {
        int admitted = 0;
        for (int i = 0; i < Calls; i++)
        {
            admitted += _naive.TryReserve(FormattableString.Invariant($"C{_asked++ * 618_033L % Customers:00000000}"), Start) ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 100, maxBytes: 10_000)]
    public int Ledger()
    {
        _ledger.Reserve(callers: 1, each: Calls);
        return Calls;
    }
}
