namespace CrossSell.Storage.Sqlite;

/// <summary>Keeps a policy's text under its hash, unless it is there.</summary>
internal sealed class PolicyJob(string hash, string json) : LedgerJob
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    public Task Task => _answer.Task;

    public override bool Decide(LedgerConnection connection, LedgerClock clock)
    {
        using LedgerRows row = connection.Query("SELECT json FROM policy_set WHERE hash = @0", hash);
        return !row.Read();
    }

    public override void Write(LedgerConnection connection) => connection.Run("INSERT INTO policy_set(hash, json) VALUES (@0, @1)", hash, json);

    public override void Fail(Exception failure) => _failure ??= failure;

    public override void Answer()
    {
        if (_failure is null)
        {
            _answer.TrySetResult();
        }
        else
        {
            _answer.TrySetException(_failure);
        }
    }
}
