using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// The one writer of a process: a thread that takes waiting updates in the order in which they came, runs as many as there are in one transaction, and answers
/// them all when it is on the disk. While it flushes, the next group gathers; so many callers cost one flush, and a single one waits for nobody.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    private readonly JobQueue _jobs = new();
    private readonly LogMover _log;
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
        _log = new LogMover(path, busyTimeout);
        _thread = new Thread(Work) { IsBackground = true, Name = "CrossSell ledger writer" };
        _thread.Start();
    }

    /// <summary>Run on the writer's thread before each group; for tests that need a sick connection.</summary>
    public Action<LedgerConnection>? BeforeGroup { get; set; }

    /// <summary>Moves the log into the file.</summary>
    public LogMover Log => _log;

    public void Enqueue(LedgerJob job) => _jobs.Add(job);

    public void Dispose()
    {
        _jobs.Close();
        _thread.Join();
        _log.Dispose();
        _connection?.Dispose();
    }

    private void Work()
    {
        List<LedgerJob> group = [];
        while (_jobs.Take(group, _groupSize))
        {
            var run = new GroupRun(group, _jobs, _groupSize, _clock);
            try
            {
                _connection ??= Reopen();
                BeforeGroup?.Invoke(_connection);
                run.Complete(_connection);
            }
            catch (Exception failure)
            {
                run.Fail(Told(failure, run));
            }

            foreach (LedgerJob job in group)
            {
                job.Answer();
            }

            if (_connection is { } connection)
            {
                _log.After(connection);
            }
        }
    }

    private LedgerConnection Reopen()
    {
        _log.Restart();
        return LedgerConnection.OpenForWriting(_path, _busyTimeout);
    }

    private Exception Told(Exception failure, GroupRun run)
    {
        if (failure is not SqliteException error)
        {
            return failure;
        }

        if (error.SqliteErrorCode is 10 or 11)
        {
            // After a failed flush nobody knows what the disk holds; a fresh connection reads what it does.
            _connection?.Dispose();
            _connection = null;
            if (run.IsCommitting)
            {
                return new LedgerException(LedgerFault.OutcomeUnknown, $"Writing {_path} to the disk failed while a transaction was being committed.", error);
            }
        }

        return SqliteFaults.Of(error, "writing", _path);
    }
}
