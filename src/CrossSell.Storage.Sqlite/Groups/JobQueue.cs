namespace CrossSell.Storage.Sqlite;

/// <summary>The updates that wait for the writer, in the order in which they came.</summary>
internal sealed class JobQueue
{
    private readonly object _gate = new();
    private readonly Queue<LedgerJob> _waiting = new();
    private bool _closed;

    public void Add(LedgerJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteLedgerStore));
            _waiting.Enqueue(job);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Waits for a job, and takes it with those behind it; false when there are none and none will come.</summary>
    /// <param name="group">Emptied, then filled.</param>
    /// <param name="most">The most to take.</param>
    public bool Take(List<LedgerJob> group, int most)
    {
        group.Clear();
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            Move(group, most);
        }

        return group.Count > 0;
    }

    /// <summary>Takes what has come meanwhile, without waiting; false when there is nothing, or no room.</summary>
    /// <param name="group">Added to.</param>
    /// <param name="most">The most that it may hold.</param>
    public bool TakeMore(List<LedgerJob> group, int most)
    {
        int before = group.Count;
        if (before >= most)
        {
            return false;
        }

        lock (_gate)
        {
            Move(group, most);
        }

        return group.Count > before;
    }

    /// <summary>Lets nobody in any more; what waits is still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Move(List<LedgerJob> group, int most)
    {
        while (group.Count < most && _waiting.TryDequeue(out LedgerJob? job))
        {
            group.Add(job);
        }
    }
}
