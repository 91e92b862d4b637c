namespace CrossSell.Mining.Search;

/// <summary>One thread's part of counting pairs: blocks of item numbers, one after the other.</summary>
internal sealed class PairWorker(PairSearch search, IPairSink sink, MiningRun run) : IWorker
{
    /// <summary>The item numbers of one task: enough to be worth fetching, few enough that threads finish together.</summary>
    public const int Block = 32;

    private readonly PairCounters _counters = search.NewCounters();

    /// <summary>The number of tasks for so many items.</summary>
    public static int TasksFor(int items) => (items + Block - 1) / Block;

    public void Do(int task)
    {
        sink.Begin(task);
        int end = Math.Min(search.Numbering.Count, (task + 1) * Block);
        for (int number = task * Block; number < end; number++)
        {
            run.ThrowIfStopped();
            search.Find(number, _counters);
            sink.Take(number, _counters.Partners, _counters.Counts);
        }

        sink.End(task);
    }

    public void Finish() => sink.Finish();
}
