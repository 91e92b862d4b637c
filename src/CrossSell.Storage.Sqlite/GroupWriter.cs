using System.Collections.Concurrent;
using CrossSell.Ledger;
using Microsoft.Data.Sqlite;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// The one writer of a process: a thread that takes waiting updates in the order in which they came, runs as many as there are in one transaction, and answers
/// them all when it is on the disk. While it flushes, the next group gathers; so many callers cost one flush, and a single one waits for nobody.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    private readonly BlockingCollection<LedgerJob> _jobs = [];
    private readonly Thread _thread;
    private readonly string _path;
    private readonly TimeSpan _busyTimeout;
    private readonly int _groupSize;
    private readonly LedgerClock _clock;
    private LedgerConnection? _connection;

    public GroupWriter(LedgerConnection connection, string path, TimeSpan busyTimeout, int groupSize, LedgerClock clock)
    {
        _connection = connection;
        _path = path;
        _busyTimeout = busyTimeout;
        _groupSize = groupSize;
        _clock = clock;
        _thread = new Thread(Work) { IsBackground = true, Name = "CrossSell ledger writer" };
        _thread.Start();
    }

    /// <summary>Run on the writer's thread before each group; for tests that need a sick connection.</summary>
    public Action<LedgerConnection>? BeforeGroup { get; set; }

    public void Enqueue(LedgerJob job)
    {
        try
        {
            _jobs.Add(job);
        }
        catch (InvalidOperationException closed)
        {
            throw new ObjectDisposedException("The ledger's store was closed.", closed);
        }
    }

    public void Dispose()
    {
        _jobs.CompleteAdding();
        _thread.Join();
        _connection?.Dispose();
        _jobs.Dispose();
    }

    private void Work()
    {
        List<LedgerJob> group = [];
        foreach (LedgerJob first in _jobs.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < _groupSize && _jobs.TryTake(out LedgerJob? next))
            {
                group.Add(next);
            }

            try
            {
                Run(group);
            }
            catch (Exception failure)
            {
                Exception told = failure is SqliteException error ? SqliteFaults.Of(error, "writing") : failure;
                group.ForEach(job => job.Fail(told));
            }

            group.ForEach(job => job.Answer());
        }
    }

    private void Run(List<LedgerJob> group)
    {
        _connection ??= LedgerConnection.Open(_path, _busyTimeout);
        LedgerConnection connection = _connection;
        BeforeGroup?.Invoke(connection);
        connection.Run("BEGIN IMMEDIATE");
        bool committing = false;
        try
        {
            _clock.Learn(connection.Number("SELECT value FROM meta WHERE name = 'high_water'"));
            bool written = false;
            foreach (LedgerJob job in group)
            {
                written |= job.Run(connection, _clock);
            }

            if (!written)
            {
                // Nobody changed anything: no flush.
                connection.Run("ROLLBACK");
                return;
            }

            connection.Run("INSERT INTO meta(name, value) VALUES ('high_water', @0) ON CONFLICT DO UPDATE SET value = @0 WHERE value < @0", _clock.HighWater);
            committing = true;
            connection.Run("COMMIT");
        }
        catch (Exception failure)
        {
            connection.TryRollback();
            if (failure is SqliteException { SqliteErrorCode: 10 or 11 } error)
            {
                // After a failed flush nobody knows what the disk holds; a fresh connection reads what it does.
                connection.Dispose();
                _connection = null;
                throw committing
                    ? new LedgerException(LedgerFault.OutcomeUnknown, "Writing to the disk failed while a transaction was being committed.", error)
                    : SqliteFaults.Of(error, "writing");
            }

            throw;
        }
    }
}
