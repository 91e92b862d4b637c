using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// One group on its way to the disk. It begins as a reader: who is refused takes no lock. The first who has something to write makes it a writer, which SQLite allows
/// only if nothing was written since the reading began; else that one and those behind him start again, with the lock taken first. Who comes while the group is
/// writing joins it, up to its size: callers who were answered together come back one after the other, and would else be split over two flushes.
/// </summary>
internal sealed class GroupRun(List<LedgerJob> group, JobQueue waiting, int most, LedgerClock clock)
{
    private const int Busy = 5;
    private const int Constraint = 19;

    /// <summary>The first job whose answer still depends on what is written.</summary>
    private int _from;

    /// <summary>Whether what fails now may stand all the same.</summary>
    public bool IsCommitting { get; private set; }

    public void Complete(LedgerConnection connection)
    {
        bool lockFirst = false, alone = false;
        while (!TryOnce(connection, ref lockFirst, ref alone))
        {
        }
    }

    /// <summary>Nothing was written of those whose answer depends on it.</summary>
    public void Fail(Exception failure)
    {
        for (int i = _from; i < group.Count; i++)
        {
            group[i].Fail(failure);
        }
    }

    private bool TryOnce(LedgerConnection connection, ref bool lockFirst, ref bool alone)
    {
        try
        {
            connection.Run(lockFirst ? "BEGIN IMMEDIATE" : "BEGIN");
            Once(connection, alone);
            return true;
        }
        catch (Exception failure)
        {
            connection.TryRollback();
            int code = failure is SqliteException error && !IsCommitting ? error.SqliteErrorCode : 0;
            if (code == Busy && !lockFirst)
            {
                lockFirst = true;
                return false;
            }

            if (code == Constraint && !alone)
            {
                // Somebody of the group broke a constraint: each gets a savepoint of his own, which would be a waste as a rule.
                alone = true;
                return false;
            }

            throw;
        }
    }

    private void Once(LedgerConnection connection, bool alone)
    {
        clock.Learn(connection.Number("SELECT value FROM meta WHERE name = 'high_water'"));
        bool written = false;

        // Who comes later joins only a writer: nobody else can have written since. What a reader sees may be older than the call that joins it.
        for (int i = _from; i < group.Count || (written && waiting.TakeMore(group, most)); i++)
        {
            if (group[i].Decide(connection, clock))
            {
                written |= Write(connection, group[i], alone);
            }
            else if (!written)
            {
                // It saw nothing of what this group writes, and need not wait for its flush.
                _from = i + 1;
                group[i].Answer();
            }
        }

        if (!written)
        {
            // Nobody changed anything: no lock was kept, and there is nothing to flush.
            connection.Run("ROLLBACK");
            return;
        }

        connection.Run("INSERT INTO meta(name, value) VALUES ('high_water', @0) ON CONFLICT DO UPDATE SET value = @0 WHERE value < @0", clock.HighWater);
        IsCommitting = true;
        connection.Run("COMMIT");
    }

    private static bool Write(LedgerConnection connection, LedgerJob job, bool alone)
    {
        if (!alone)
        {
            job.Write(connection);
            return true;
        }

        connection.Run("SAVEPOINT job");
        try
        {
            job.Write(connection);
            connection.Run("RELEASE job");
            return true;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Constraint)
        {
            connection.Run("ROLLBACK TO job");
            connection.Run("RELEASE job");
            job.Fail(SqliteFaults.Of(failure, "writing", connection.Path));
            return false;
        }
    }
}
