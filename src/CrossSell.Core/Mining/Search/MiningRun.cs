using System.Globalization;

namespace CrossSell.Mining.Search;

/// <summary>What the threads of one run share: limits, cancellation and progress.</summary>
internal sealed class MiningRun(MiningOptions options, IProgress<MiningProgress>? progress, CancellationToken cancellation)
{
    private readonly Lock _reporting = new();
    private long _itemsets;
    private long _bytes;
    private int _itemsDone;
    private int _itemsInAll = 1;
    private int _lastPercent;
    private volatile bool _isStopped;

    /// <summary>A run that can be cancelled, on one thread and without limits.</summary>
    public static MiningRun Unlimited(CancellationToken cancellation) =>
        new(new MiningOptions { MaxItemsets = long.MaxValue, MaxMemoryBytes = long.MaxValue, MaxThreads = 1 }, progress: null, cancellation);

    public long MaxItemsets { get; set; } = options.MaxItemsets;

    public long MaxMemoryBytes { get; } = options.MaxMemoryBytes;

    public int MinLength { get; } = options.MinLength;

    public int MaxLength { get; } = options.MaxLength ?? int.MaxValue;

    /// <summary>How many threads work at most. More than a few for each core gain nothing, and each takes memory of its own.</summary>
    public int Threads { get; } = Math.Clamp(options.MaxThreads ?? Environment.ProcessorCount, 1, Math.Max(64, 4 * Environment.ProcessorCount));

    /// <summary>The itemsets by length that all threads have found so far; read when a limit is hit. Null while nothing can be known of them.</summary>
    public Func<IReadOnlyList<long>>? FoundSoFar { get; set; }

    public IReadOnlyList<long> CountsSoFar() => FoundSoFar?.Invoke() ?? [];

    /// <summary>Ends the other threads after one has failed.</summary>
    public void Stop() => _isStopped = true;

    /// <exception cref="OperationCanceledException">The caller cancelled, or another thread failed.</exception>
    public void ThrowIfStopped()
    {
        cancellation.ThrowIfCancellationRequested();
        if (_isStopped)
        {
            throw new OperationCanceledException();
        }
    }

    /// <summary>Adds itemsets to the total that is limited; threads call it now and then and at their end, so the total is exact in the end.</summary>
    public void AddItemsets(long count)
    {
        if (Interlocked.Add(ref _itemsets, count) > MaxItemsets)
        {
            throw TooMany("there are more itemsets");
        }
    }

    /// <summary>Throws when so many more itemsets, certain to come, are too many.</summary>
    public void CheckRoomFor(double count)
    {
        if (Volatile.Read(ref _itemsets) + count > MaxItemsets)
        {
            throw TooMany(string.Create(CultureInfo.InvariantCulture, $"there are {count:0.###E+0} more itemsets"));
        }
    }

    /// <summary>Counts memory about to be taken (or, negative, given back) against the limit.</summary>
    public void AddMemory(long more)
    {
        long total = Interlocked.Add(ref _bytes, more);
        if (more > 0 && total > MaxMemoryBytes)
        {
            throw new MiningLimitException(
                nameof(MiningOptions.MaxMemoryBytes), MaxMemoryBytes, string.Create(CultureInfo.InvariantCulture, $"{total} bytes are needed{(FoundSoFar is null ? " before anything is found" : string.Empty)}"), CountsSoFar());
        }
    }

    public void Begin(int items)
    {
        _itemsInAll = Math.Max(1, items);
        progress?.Report(new MiningProgress(0, 0));
    }

    /// <summary>Reports each percent of the frequent items that is done, from one thread at a time.</summary>
    public void ItemDone()
    {
        int done = Interlocked.Increment(ref _itemsDone);
        if (progress is null || done * 100L / _itemsInAll <= Volatile.Read(ref _lastPercent))
        {
            return;
        }

        lock (_reporting)
        {
            int percent = (int)(Volatile.Read(ref _itemsDone) * 100L / _itemsInAll);
            if (percent > _lastPercent && percent < 100)
            {
                _lastPercent = percent;
                progress.Report(new MiningProgress(percent / 100.0, Interlocked.Read(ref _itemsets)));
            }
        }
    }

    // A result that is kept is numbered by int, whatever the option allows.
    private MiningLimitException TooMany(string excess) => MaxItemsets < options.MaxItemsets
        ? new MiningLimitException("itemsets of one result", MaxItemsets, excess, CountsSoFar(), "Raise the minimum support, set a maximum length, or hand the itemsets to a visitor")
        : new MiningLimitException(nameof(MiningOptions.MaxItemsets), MaxItemsets, excess, CountsSoFar());

    public void End(long found) => progress?.Report(new MiningProgress(1, found));
}
