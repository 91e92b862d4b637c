using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>One thread's counters, one for each item, and the partners found last.</summary>
internal sealed unsafe class PairCounters
{
    private readonly PinnedBuffer<int> _counters = new();
    private readonly PinnedBuffer<int> _partners = new();
    private readonly PinnedBuffer<int> _counts = new();

    public PairCounters(int items)
    {
        _counters.Fill(items + CounterScan.Padding, 0);
        _partners.Reserve(items);
        _counts.Reserve(items);
    }

    /// <summary>One for each item number; all 0 between two items.</summary>
    public int* Counters => _counters.Pointer;

    /// <summary>How many partners were found.</summary>
    public int Found { get; private set; }

    /// <summary>Their numbers, ascending.</summary>
    public ReadOnlySpan<int> Partners => new(_partners.Pointer, Found);

    /// <summary>The number of transactions with each.</summary>
    public ReadOnlySpan<int> Counts => new(_counts.Pointer, Found);

    public static long BytesFor(int items) => (3L * items + CounterScan.Padding) * sizeof(int);

    /// <summary>Takes all of the first counters that reach a threshold, and clears them.</summary>
    public void Harvest(int length, int threshold) => Found = CounterScan.Harvest(Counters, length, threshold, _partners.Pointer, _counts.Pointer);

    public void Clear() => Found = 0;

    /// <summary>Takes one counter if it reaches a threshold, and clears it.</summary>
    public void Take(int number, int threshold)
    {
        int count = Counters[number];
        Counters[number] = 0;
        if (count >= threshold)
        {
            _partners.Pointer[Found] = number;
            _counts.Pointer[Found++] = count;
        }
    }

    /// <summary>Brings partners that were taken one by one into their order.</summary>
    public void Sort() => new Span<int>(_partners.Pointer, Found).Sort(new Span<int>(_counts.Pointer, Found));
}
