using System.Diagnostics;
using System.Globalization;
using CrossSell.Benchmarks.Durable;
using CrossSell.Storage.PostgreSql;
using CrossSell.Storage.PostgreSql.Tests;
using Npgsql;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Reservations per second, each answered when it is on the disk, beside what the disk does by itself: time on the wall.</summary>
internal sealed class LedgerTable
{
    private const int Contacts = 50_000;

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(3);

    private readonly List<(string Store, int Callers, string What, double PerSecond, double Cpu, double Alone)> _rows = [];
    private readonly List<double> _flushes = [];

    public static string Make()
    {
        var measured = new LedgerTable();
        using (var files = new SqliteFiles(Contacts))
        {
            measured.Sqlite(files);
        }

        bool server = PostgreSqlServer.Binaries is not null;
        if (server)
        {
            measured.PostgreSql();
        }

        return measured.Write(server);
    }

    private string Write(bool server)
    {
        double flushes = 1 / _flushes.Order().ElementAt(_flushes.Count / 2);
        var table = new Markdown("store", "callers", "what", "per second", "of the flushes", "CPU us each", "of one caller alone");
        table.Row("file", "1", "append 4 KB, flush", Markdown.Whole((long)flushes), "100 %", "", "");
        foreach ((string store, int callers, string what, double perSecond, double cpu, double alone) in _rows)
        {
            string share = (100 * perSecond / flushes).ToString("#,0", CultureInfo.InvariantCulture) + " %";
            table.Row(
                store, callers.ToString(CultureInfo.InvariantCulture), what, Markdown.Whole((long)perSecond), share, Markdown.Number(cpu),
                (perSecond / alone).ToString("0.0", CultureInfo.InvariantCulture) + "x");
        }

        if (!server)
        {
            table.Row("PostgreSQL", "", "skipped: no server is installed", "", "", "", "");
        }

        return table.ToString();
    }

    private void Sqlite(SqliteFiles files)
    {
        double alone = 0;
        foreach ((int callers, int groupSize) in ((int, int)[])[(1, 1), (1, 256), (32, 1), (32, 256), (256, 256), (1024, 256)])
        {
            string what = groupSize == 1 ? "reserves, one commit per call" : "reserves, groups of up to 256";
            Console.Error.WriteLine($"  SQLite, {callers} callers, {what}");
            LedgerLoad load = files.Open(groupSize);
            Flush(files.Folder);
            (double perSecond, double cpu) = load.Measure(callers, s_time);
            alone = alone == 0 ? perSecond : alone;
            _rows.Add(("SQLite", callers, what, perSecond, cpu, alone));
        }

        Flush(files.Folder);
    }

    private void PostgreSql()
    {
        using PostgreSqlServer server = PostgreSqlServer.WithFlushes();
        double alone = 0;
        foreach (int callers in (int[])[1, 8, 32])
        {
            Console.Error.WriteLine($"  PostgreSQL, {callers} callers, plain inserts");
            (double perSecond, double cpu) = Inserts(server.ConnectionString, callers);
            alone = callers == 1 ? perSecond : alone;
            _rows.Add(("PostgreSQL", callers, "plain inserts of one row", perSecond, cpu, alone));
        }

        PostgreSqlLedgerStore store = PostgreSqlLedgerStore.OpenAsync(server.ConnectionString).GetAwaiter().GetResult();
        var load = new LedgerLoad(store);
        foreach (int callers in (int[])[1, 8, 32])
        {
            Console.Error.WriteLine($"  PostgreSQL, {callers} callers, reserves");
            (double perSecond, double cpu) = load.Measure(callers, s_time);
            alone = callers == 1 ? perSecond : alone;
            _rows.Add(("PostgreSQL", callers, "reserves", perSecond, cpu, alone));
        }

        store.DisposeAsync().AsTask().Wait();
    }

    /// <summary>Flushes of 4 KB at the end of a file, between the measurements: the rate at which the disk flushes changes with who else uses it.</summary>
    private void Flush(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "flushes"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        for (int i = 0; i < 150; i++)
        {
            long started = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            _flushes.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }

    private static (double PerSecond, double CpuMicroseconds) Inserts(string connectionString, int callers)
    {
        using var source = NpgsqlDataSource.Create(connectionString);
        using (NpgsqlCommand create = source.CreateCommand("CREATE TABLE IF NOT EXISTS plain(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer text NOT NULL, at timestamptz NOT NULL)"))
        {
            create.ExecuteNonQuery();
        }

        long done = 0;
        bool stop = false;
        Task[] all =
        [
            .. Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (!Volatile.Read(ref stop))
                {
                    NpgsqlCommand insert = source.CreateCommand("INSERT INTO plain(customer, at) VALUES ('C00000001', clock_timestamp())");
                    await using (insert.ConfigureAwait(false))
                    {
                        await insert.ExecuteNonQueryAsync().ConfigureAwait(false);
                    }

                    Interlocked.Increment(ref done);
                }
            })),
        ];
        Thread.Sleep(s_time / 3);
        long before = Interlocked.Read(ref done), started = Stopwatch.GetTimestamp();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        Thread.Sleep(s_time);
        double count = Interlocked.Read(ref done) - before, seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds;
        Volatile.Write(ref stop, true);
        Task.WaitAll(all);
        return (count / seconds, used / count);
    }
}
