using CrossSell.Ledger;
using Microsoft.Data.Sqlite;

namespace CrossSell.Storage.Sqlite;

/// <summary>One update that waits for the writer, and its caller's answer.</summary>
internal abstract class LedgerJob
{
    /// <summary>Runs inside the group's transaction; says whether something was written.</summary>
    public abstract bool Run(LedgerConnection connection, LedgerClock clock);

    /// <summary>The group failed: nothing of it was written.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>The group is on the disk, or failed: tells the caller.</summary>
    public abstract void Answer();
}

/// <inheritdoc/>
internal sealed class LedgerJob<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken) : LedgerJob
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;
    private bool _ran;

    public Task<T> Task => _answer.Task;

    public override bool Run(LedgerConnection connection, LedgerClock clock)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _failure = new OperationCanceledException(cancellationToken);
            return false;
        }

        var changes = new LedgerChanges();
        try
        {
            _result = decide(LedgerReader.View(connection, selection, clock.Now()), changes);
            _ran = true;
        }
        catch (Exception failure) when (failure is not SqliteException)
        {
            // This caller's own failure; the others of the group go on.
            _failure = failure;
            return false;
        }

        if (changes.IsEmpty)
        {
            return false;
        }

        connection.Run("SAVEPOINT job");
        try
        {
            LedgerWriter.Write(connection, selection, changes);
            connection.Run("RELEASE job");
            return true;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == 19)
        {
            connection.Run("ROLLBACK TO job");
            connection.Run("RELEASE job");
            _failure = SqliteFaults.Of(failure, "writing");
            return false;
        }
    }

    public override void Fail(Exception failure) => _failure ??= failure;

    public override void Answer()
    {
        if (_failure is OperationCanceledException)
        {
            _answer.TrySetCanceled(cancellationToken);
        }
        else if (_failure is not null || !_ran)
        {
            _answer.TrySetException(_failure ?? new LedgerException(LedgerFault.Unavailable, "The update was never run."));
        }
        else
        {
            _answer.TrySetResult(_result!);
        }
    }
}
