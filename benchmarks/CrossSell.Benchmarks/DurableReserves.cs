using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Durable;
using CrossSell.Benchmarks.Gates;

namespace CrossSell.Benchmarks;

/// <summary>Reservations in a SQLite file, each answered when it is on the disk: many waiting callers that share flushes, beside one that has each flush for himself.</summary>
/// <remarks>
/// What is aimed at, 1/8 and 1/10 where a flush takes 0.3 ms, is in the table of docs/performance.md. The gates leave room: neighbours slow the work of a group down, and
/// not the flushes; a disk that flushes faster gains little by sharing. Writers that shared nothing would stand at 1.
/// </remarks>
[WallClock]
public class DurableReserves : IDisposable
{
    private const int Calls = 64;

    private readonly SqliteFiles _files = new(contacts: 5_000);
    private LedgerLoad _alone = null!;
    private LedgerLoad _few = null!;
    private LedgerLoad _many = null!;

    [GlobalSetup]
    public void Setup()
    {
        _alone = _files.Open(groupSize: 1);
        _few = _files.Open(groupSize: 256);
        _many = _files.Open(groupSize: 256);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void OneCommitPerCall() => _alone.Reserve(callers: 1, each: Calls);

    [Benchmark(OperationsPerInvoke = 32 * Calls), Gate(maxRatio: 0.35)]
    public void ThirtyTwoCallers() => _few.Reserve(callers: 32, each: Calls);

    [Benchmark(OperationsPerInvoke = 256 * Calls / 4), Gate(maxRatio: 0.25)]
    public void GroupsOf256() => _many.Reserve(callers: 256, each: Calls / 4);

    [GlobalCleanup]
    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }
}
