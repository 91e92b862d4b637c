using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// Moves the log into the file while the writer goes on: a thread with a connection of its own. What the writer appended meanwhile he moves himself, between two groups;
/// that is little, and then the log begins anew. Nothing rests on it but the size of the log: what fails here is tried again when the log has grown.
/// </summary>
internal sealed class LogMover(string path, TimeSpan busyTimeout) : IDisposable
{
    private const string Move = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly object _gate = new();
    private Thread? _thread;
    private bool _isAsked;
    private bool _isMoved;
    private bool _isClosed;
    private int _moved;

    /// <summary>The log is moved when it has grown by so many pages: 32 MB, but for tests.</summary>
    public int Pages { get; set; } = 8192;

    /// <summary>Called by the writer between two groups.</summary>
    public void After(LedgerConnection writer)
    {
        int written = writer.PagesWritten;
        lock (_gate)
        {
            if (!_isMoved)
            {
                if (!_isAsked && unchecked(written - _moved) >= Pages)
                {
                    _isAsked = true;
                    _thread ??= Start();
                    Monitor.Pulse(_gate);
                }

                return;
            }

            _isMoved = false;
            _moved = written;

            // Under the gate, so that compacting never meets it: SQLite lets nobody wait for a move.
            Try(writer);
        }
    }

    /// <summary>The writer has another connection, which has written nothing yet.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _moved = 0;
        }
    }

    /// <summary>Runs something that must not meet a move.</summary>
    public void Apart(Action action)
    {
        lock (_gate)
        {
            while (_isAsked)
            {
                Monitor.Wait(_gate);
            }

            action();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
    }

    private static bool Try(LedgerConnection connection)
    {
        try
        {
            connection.Run(Move);
            return true;
        }
        catch (SqliteException)
        {
            // The log is as good as the file; it only grows on.
            return false;
        }
    }

    private Thread Start()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "CrossSell ledger log" };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        LedgerConnection? connection = null;
        while (IsWanted())
        {
            try
            {
                connection ??= LedgerConnection.Open(path, busyTimeout);
                if (!Try(connection))
                {
                    connection.Dispose();
                    connection = null;
                }
            }
            catch (Exception failure) when (failure is SqliteException or LedgerException)
            {
                // It cannot be opened now; the writer will say so where it matters.
            }

            lock (_gate)
            {
                _isAsked = false;
                _isMoved = true;
                Monitor.PulseAll(_gate);
            }
        }

        connection?.Dispose();
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (!_isAsked && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            return !_isClosed;
        }
    }
}
