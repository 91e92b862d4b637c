namespace CrossSell.Data.Tests;

/// <summary>Work that begins at the same moment on several threads of its own, however few the pool has.</summary>
internal static class AtOnce
{
    public static async Task Run(int count, Func<int, Task> work)
    {
        using var start = new Barrier(count);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return work(number);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }
}
