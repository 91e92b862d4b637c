namespace CrossSell.Storage.Sqlite;

/// <summary>Keeps a figure under a name, unless another process was first.</summary>
internal sealed class ClaimJob(string name, long value) : LedgerJob
{
    private readonly TaskCompletionSource<long> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _kept;
    private Exception? _failure;

    public Task<long> Task => _answer.Task;

    public override bool Decide(LedgerConnection connection, LedgerClock clock)
    {
        long? known = connection.Number("SELECT value FROM meta WHERE name = @0", name);
        _kept = known ?? value;
        return known is null;
    }

    public override void Write(LedgerConnection connection) => connection.Run("INSERT INTO meta(name, value) VALUES (@0, @1)", name, value);

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
