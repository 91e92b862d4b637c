using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrossSell.Mining.Search;

/// <summary>One thread's end of the result: stores, counts or passes on itemsets, and keeps the run's limits.</summary>
internal abstract class ItemsetReceiver(MiningRun run)
{
    private const int ReportEvery = 1024;

    private long[] _countsByLength = [];
    private int _unreported;
    private int _unlooked;

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
    /// <param name="items">Its items, ascending.</param>
    /// <param name="count">Its support.</param>
    public void Take(ReadOnlySpan<int> items, int count)
    {
        LookIfMany(1);
        if (items.Length >= Run.MinLength)
        {
            Count(items.Length);
            ReportIfMany();
            Keep(items, count);
        }
    }

    /// <summary>Takes those of some itemsets whose length is asked for.</summary>
    /// <param name="items">What the bits stand for, falling.</param>
    /// <param name="words">The itemsets, as bits; what they hold is lost.</param>
    /// <param name="counts">Their supports; likewise.</param>
    public void Take(ReadOnlySpan<int> items, Span<ulong> words, Span<int> counts)
    {
        LookIfMany(words.Length);
        int kept = KeepLong(words, counts);
        ReportIfMany();
        Keep(items, words[..kept], counts[..kept]);
    }

    /// <summary>Tells the run about the itemsets not yet told; at the end of a thread at the latest.</summary>
    public void Report()
    {
        int count = _unreported;
        _unreported = 0;
        Run.AddItemsets(count);
    }

    protected abstract void Keep(ReadOnlySpan<int> items, int count);

    protected abstract void Keep(ReadOnlySpan<int> items, ReadOnlySpan<ulong> words, ReadOnlySpan<int> counts);

    // Hot: once an itemset. Lengths are counted beside the array that others read, and told to it once a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int KeepLong(Span<ulong> words, Span<int> counts)
    {
        Span<int> ofLength = stackalloc int[ItemsetWords.MostItems + 1];
        ofLength.Clear();
        int kept = 0;
        int least = Run.MinLength;
        for (int i = 0; i < words.Length; i++)
        {
            int length = BitOperations.PopCount(words[i]);
            if (length >= least)
            {
                ofLength[length]++;
                words[kept] = words[i];
                counts[kept++] = counts[i];
            }
        }

        for (int length = 1; length < ofLength.Length; length++)
        {
            if (ofLength[length] > 0)
            {
                Count(length, ofLength[length]);
            }
        }

        return kept;
    }

    private void Count(int length, int itemsets = 1)
    {
        if (_countsByLength.Length < length)
        {
            // A new array, as other threads may be reading the old one.
            Array.Resize(ref _countsByLength, length);
        }

        _countsByLength[length - 1] += itemsets;
        _unreported += itemsets;
    }

    private void ReportIfMany()
    {
        if (_unreported >= ReportEvery)
        {
            Report();
        }
    }

    /// <summary>Looks now and then whether the run goes on, whatever is kept.</summary>
    private void LookIfMany(int more)
    {
        _unlooked += more;
        if (_unlooked >= ReportEvery)
        {
            _unlooked = 0;
            Run.ThrowIfStopped();
        }
    }
}
