using System.Diagnostics;
using CrossSell.Benchmarks.Generated;
using CrossSell.Ledger;
using CrossSell.Storage.Sqlite;
using CrossSell.Testing;

namespace CrossSell.Benchmarks.Tables;

/// <summary>How long a customer waits at a desk: the decision of 1,000 products, and writing down what was presented in multiples of one flush of the disk. Time on the wall.</summary>
internal static class DeskTable
{
    private const int WarmUps = 500;
    private const int Decisions = 5_000;
    private const int Presentations = 300;
    private const int Flushes = 300;

    public static string Make()
    {
        var table = new Markdown("ledger", "what", "times", "median ms", "p99 ms", "p99.9 ms", "CPU ms each", "KB allocated each", "median, in flushes");
        string folder = Directory.CreateTempSubdirectory("crosssell-desk-").FullName;
        try
        {
            double flush = Flush(folder, table);
            Console.Error.WriteLine("  in memory");
            using (var memory = new DeskCase(new InMemoryLedgerStore(new ManualClock(DeskCase.Start))))
            {
                Decide(table, "in memory", memory);
            }

            Console.Error.WriteLine("  SQLite");
            SqliteLedgerStore store = SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledger.db"), new SqliteLedgerOptions()).GetAwaiter().GetResult();
            using (var file = new DeskCase(store))
            {
                Decide(table, "SQLite", file);
                Present(table, file, flush);
            }

            store.DisposeAsync().AsTask().Wait();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return table.ToString();
    }

    private static void Decide(Markdown table, string ledger, DeskCase desk) => Row(table, ledger, "decide", Decisions, WarmUps, flush: null, _ =>
    {
        CustomerRef customer = desk.Next();
        return () => desk.Decide(customer);
    });

    private static void Present(Markdown table, DeskCase desk, double flush) => Row(table, "SQLite", "write down what was presented", Presentations, warmUps: 30, flush, i =>
    {
        CustomerRef customer = desk.Next();
        DeskDecision decision = desk.Decide(customer);
        return () => desk.Present(customer, decision, $"talk {i}");
    });

    private static double Flush(string folder, Markdown table)
    {
        using var file = new FileStream(Path.Combine(folder, "flushes"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        return Row(table, "file", "append 4 KB, flush", Flushes, warmUps: 30, flush: null, _ => () =>
        {
            file.Write(page);
            file.Flush(flushToDisk: true);
        });
    }

    /// <returns>The median in seconds.</returns>
    private static double Row(Markdown table, string ledger, string what, int times, int warmUps, double? flush, Func<int, Action> prepare)
    {
        for (int i = 0; i < warmUps; i++)
        {
            prepare(-1 - i)();
        }

        double[] seconds = new double[times];
        TimeSpan cpu = TimeSpan.Zero;
        long bytes = 0;
        for (int i = 0; i < times; i++)
        {
            Action action = prepare(i);
            long allocated = GC.GetTotalAllocatedBytes(precise: false);
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long started = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
            cpu += Environment.CpuUsage.TotalTime - used;
            bytes += GC.GetTotalAllocatedBytes(precise: false) - allocated;
        }

        Array.Sort(seconds);
        double median = seconds[times / 2];
        table.Row(
            ledger, what, Markdown.Whole(times), Milliseconds(median), Milliseconds(At(0.99)), times >= 1000 ? Milliseconds(At(0.999)) : "", Milliseconds(cpu.TotalSeconds / times),
            Markdown.Whole(bytes / times / 1024), flush is { } one ? Markdown.Number(median / one) : "");
        return median;

        double At(double share) => seconds[Math.Min(times - 1, (int)Math.Ceiling(share * times) - 1)];
    }

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
