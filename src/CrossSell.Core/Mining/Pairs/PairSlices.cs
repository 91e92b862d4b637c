using System.Runtime.ExceptionServices;

namespace CrossSell.Mining.Search;

/// <summary>Parts the transactions among threads: each takes a run of them that holds about as many items as any other.</summary>
internal sealed class PairSlices
{
    // Below this a thread costs more than it saves.
    private const int FewestItems = 1 << 17;

    private readonly int[] _bounds;

    public PairSlices(Transactions transactions, int threads)
    {
        ReadOnlySpan<int> starts = transactions.Starts;
        int count = Math.Clamp(starts[^1] / FewestItems, 1, threads);
        _bounds = new int[count + 1];
        for (int slice = 1; slice < count; slice++)
        {
            int place = starts.BinarySearch((int)((long)starts[^1] * slice / count));
            _bounds[slice] = Math.Clamp(place < 0 ? ~place : place, _bounds[slice - 1], transactions.Count);
        }

        _bounds[count] = transactions.Count;
    }

    public int Count => _bounds.Length - 1;

    /// <summary>The transactions of a slice: from the first up to, and without, the second.</summary>
    public (int From, int To) this[int slice] => (_bounds[slice], _bounds[slice + 1]);

    /// <summary>Does something with each slice, all at once.</summary>
    public void Run(MiningRun run, Action<int> work)
    {
        if (Count == 1)
        {
            work(0);
            return;
        }

        try
        {
            Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Count }, slice =>
            {
                try
                {
                    work(slice);
                }
                catch
                {
                    run.Stop();
                    throw;
                }
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException) ?? failures.InnerExceptions[0]);
        }
    }
}
