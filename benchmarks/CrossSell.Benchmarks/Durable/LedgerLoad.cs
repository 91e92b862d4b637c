using System.Diagnostics;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Benchmarks.Durable;

/// <summary>
/// Callers that each wait for their answer before they ask again, every time for a customer who was not asked for before: all are accepted, and each writes all its
/// rows (subject, contact, subject and offer entries, decision). Customers come in no order.
/// </summary>
/// <param name="store">Where to.</param>
/// <param name="first">How many customers were taken before.</param>
internal sealed class LedgerLoad(ILedgerStore store, int first = 0)
{
    /// <summary>How many customers there are; prime, so that steps of any size meet each of them once.</summary>
    private const long Customers = 1_000_003;

    private readonly ContactLedger _ledger = new(
        store,
        new PolicySetBuilder("durable").Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7))).Build(),
        new ContactLedgerOptions { ContactPointKey = new byte[32] });

    private int _next = first;

    /// <summary>So many calls of so many callers.</summary>
    public void Reserve(int callers, int each) => Task.WaitAll(
    [
        .. Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < each; i++)
            {
                await OneAsync().ConfigureAwait(false);
            }
        })),
    ]);

    /// <summary>Callers for some time, the first third of it not counted: reserves per second, and CPU time of this process for each.</summary>
    public (double PerSecond, double CpuMicroseconds) Measure(int callers, TimeSpan time)
    {
        long asked = 0;
        bool stop = false;
        Task[] all =
        [
            .. Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (!Volatile.Read(ref stop))
                {
                    await OneAsync().ConfigureAwait(false);
                    Interlocked.Increment(ref asked);
                }
            })),
        ];
        Thread.Sleep(time / 3);
        long before = Interlocked.Read(ref asked), started = Stopwatch.GetTimestamp();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        Thread.Sleep(time);
        double count = Interlocked.Read(ref asked) - before, seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds;
        Volatile.Write(ref stop, true);
        Task.WaitAll(all);
        return (count / seconds, used / count);
    }

    private async Task OneAsync()
    {
        long customer = Interlocked.Increment(ref _next) * 618_033L % Customers;
        string name = FormattableString.Invariant($"C{customer:00000000}");
        Reservation result = await _ledger.ReserveAsync(new ContactRequest
        {
            IdempotencyKey = "spring/" + name, Customer = new CustomerId(name), Channel = "email", Campaign = "spring", Offers = [FormattableString.Invariant($"O-{customer % 20}")],
        }).ConfigureAwait(false);
        if (!result.IsAccepted)
        {
            throw new InvalidOperationException($"A first contact must be accepted, but it is {result.Outcome}.");
        }
    }
}
