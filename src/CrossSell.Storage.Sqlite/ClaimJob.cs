namespace CrossSell.Storage.Sqlite;

/// <summary>Keeps a figure under a name, unless another process was first.</summary>
internal sealed class ClaimJob(string name, long value) : LedgerJob
{
    private readonly TaskCompletionSource<long> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _kept;
    private Exception? _failure;

    public Task<long> Task => _answer.Task;

    public override bool Run(LedgerConnection connection, LedgerClock clock)
    {
        connection.Run("INSERT INTO meta(name, value) VALUES (@0, @1) ON CONFLICT DO NOTHING", name, value);
        _kept = connection.Number("SELECT value FROM meta WHERE name = @0", name) ?? throw new InvalidOperationException("A row was written and is not there.");
        return true;
    }

    public override void Fail(Exception failure) => _failure ??= failure;

    public override void Answer()
    {
        if (_failure is null)
        {
            _answer.TrySetResult(_kept);
        }
        else
        {
            _answer.TrySetException(_failure);
        }
    }
}
