namespace CrossSell.Mining.Search;

/// <summary>One thread's end of the result: stores, counts or passes on each itemset, and keeps the run's limits.</summary>
internal abstract class ItemsetReceiver(MiningRun run)
{
    private const int ReportEvery = 1024;

    private long[] _countsByLength = [];
    private int _unreported;

    protected MiningRun Run { get; } = run;

    /// <summary>How many itemsets of each length came in; the first entry counts single items. Other threads may read it at any time.</summary>
    public IReadOnlyList<long> CountsByLength => _countsByLength;

    /// <summary>Called before the itemsets of one root item, with the place of that item in the order of the result.</summary>
    public virtual void BeginTask(int task)
    {
    }

    /// <summary>Called after them.</summary>
    public virtual void EndTask(int task)
    {
    }

    /// <summary>Takes an itemset if its length is asked for.</summary>
    public void Take(ReadOnlySpan<int> items, int count)
    {
        if (items.Length < Run.MinLength)
        {
            return;
        }

        if (_countsByLength.Length < items.Length)
        {
            // A new array, as other threads may be reading the old one.
            Array.Resize(ref _countsByLength, items.Length);
        }

        _countsByLength[items.Length - 1]++;
        if (++_unreported == ReportEvery)
        {
            Report();
            Run.ThrowIfStopped();
        }

        Keep(items, count);
    }

    /// <summary>Tells the run about the itemsets not yet told; at the end of a thread at the latest.</summary>
    public void Report()
    {
        int count = _unreported;
        _unreported = 0;
        Run.AddItemsets(count);
    }

    protected abstract void Keep(ReadOnlySpan<int> items, int count);
}
