using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>One update that waits for the writer, and its caller's answer.</summary>
internal abstract class LedgerJob
{
    /// <summary>Reads inside the group's transaction, and decides; says whether something is to be written. May be asked again.</summary>
    public abstract bool Decide(LedgerConnection connection, LedgerClock clock);

    /// <summary>Writes what was decided, in the same transaction.</summary>
    public abstract void Write(LedgerConnection connection);

    /// <summary>Nothing of it was written.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>It is on the disk, or failed, or nothing was to be written: tells the caller, once.</summary>
    public abstract void Answer();
}

/// <inheritdoc/>
internal sealed class LedgerJob<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken) : LedgerJob
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private LedgerView? _view;
    private List<SubjectKey>? _unseen;
    private LedgerChanges? _changes;
    private Exception? _failure;

    public Task<T> Task => _answer.Task;

    public override bool Decide(LedgerConnection connection, LedgerClock clock)
    {
        _view = null;
        _failure = null;
        if (cancellationToken.IsCancellationRequested)
        {
            _failure = new OperationCanceledException(cancellationToken);
            return false;
        }

        try
        {
            LedgerView view = LedgerReader.View(connection, selection, clock.Now(), out _unseen);
            _changes = new LedgerChanges();
            _result = decide(view, _changes);
            _view = view;
            return !_changes.IsEmpty;
        }
        catch (Exception failure) when (failure is not SqliteException)
        {
            // This caller's own failure; the others of the group go on.
            _failure = failure;
            return false;
        }
    }

    public override void Write(LedgerConnection connection) => LedgerWriter.Write(connection, selection, _view!, _unseen, _changes!);

    public override void Fail(Exception failure) => _failure ??= failure;

    public override void Answer()
    {
        if (_failure is OperationCanceledException)
        {
            _answer.TrySetCanceled(cancellationToken);
        }
        else if (_failure is not null || _view is null)
        {
            _answer.TrySetException(_failure ?? new LedgerException(LedgerFault.Unavailable, "The update was never run."));
        }
        else
        {
            _answer.TrySetResult(_result!);
        }
    }
}
