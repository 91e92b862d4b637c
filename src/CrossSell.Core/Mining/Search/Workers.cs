using System.Runtime.ExceptionServices;

namespace CrossSell.Mining.Search;

/// <summary>Hands the frequent items to threads, rarest first.</summary>
/// <remarks>
/// The rarest items have the most companions, the most frequent ones hardly any: the queue ends in light tasks, so threads finish together.
/// Items are given out one by one in a fixed order; what each thread gets is chance, what each item yields is not.
/// </remarks>
internal static class Workers
{
    // Searches go as deep as the longest itemset; the frames are small, but a caller's stack may be too.
    private const int StackBytes = 16 << 20;

    /// <param name="run">Threads, cancellation and progress.</param>
    /// <param name="items">The number of tasks.</param>
    /// <param name="start">Makes one thread's own search; called on that thread, with its number.</param>
    public static void Run(MiningRun run, int items, Func<int, IWorker> start)
    {
        int count = Math.Max(1, Math.Min(run.Threads, items));
        int next = -1;
        run.Begin(items);
        Start(run, count, number =>
        {
            IWorker worker = start(number);
            for (int task = Interlocked.Increment(ref next); task < items; task = Interlocked.Increment(ref next))
            {
                worker.Do(task);
                run.ItemDone();
            }

            worker.Finish();
        });
    }

    /// <summary>Does some parts of a work at the same time, one thread each, and waits for all.</summary>
    /// <param name="run">Told to stop when a part fails.</param>
    /// <param name="parts">How many there are.</param>
    /// <param name="work">Does the part of this number.</param>
    public static void Each(MiningRun run, int parts, Action<int> work)
    {
        if (parts == 1)
        {
            work(0);
            return;
        }

        Start(run, parts, work);
    }

    private static void Start(MiningRun run, int parts, Action<int> work)
    {
        Exception?[] failures = new Exception?[parts];
        Thread[] threads = new Thread[parts];
        for (int number = 0; number < parts; number++)
        {
            int part = number;
            threads[part] = new Thread(() => failures[part] = Try(part), StackBytes) { IsBackground = true, Name = "CrossSell mining" };
            threads[part].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Exception? first = failures.FirstOrDefault(failure => failure is not null and not OperationCanceledException) ?? failures.FirstOrDefault(failure => failure is not null);
        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        Exception? Try(int part)
        {
            try
            {
                work(part);
                return null;
            }
            catch (Exception failure) when (Stop())
            {
                return failure;
            }
        }

        bool Stop()
        {
            run.Stop();
            return true;
        }
    }
}
