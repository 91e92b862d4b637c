namespace CrossSell.Mining.Search;

/// <summary>Runs tasks that share nothing but their number on the threads of a run.</summary>
internal static class Tasks
{
    public static void Run(MiningRun run, int count, Action<int> task)
    {
        if (count == 1)
        {
            task(0);
            return;
        }

        Workers.Run(run, count, _ => new Worker(task));
    }

    private sealed class Worker(Action<int> task) : IWorker
    {
        public void Do(int number) => task(number);

        public void Finish()
        {
        }
    }
}
