namespace CrossSell.Mining.Living;

/// <summary>The itemsets that a window tracks: how often each occurs in the parts since it is tracked, and since when that is.</summary>
/// <remarks>
/// As in lossy counting (Manku and Motwani 2002) an itemset comes in when a part makes it worth tracking, and what it may have been before is bounded by what
/// was not tracked then. Single items are always tracked from the first.
/// </remarks>
internal sealed class WindowCounts
{
    private int[] _known = new int[64];
    private int[] _since = new int[64];
    private int[] _last = new int[64];

    public ItemsetTable Table { get; } = new();

    public int Count => Table.Count;

    /// <summary>How often each itemset occurs in the parts whose sequence is <see cref="Since"/> or later.</summary>
    public Span<int> Known => _known.AsSpan(0, Count);

    /// <summary>The sequence of the first part in which each itemset was counted; 0 when it was counted in all.</summary>
    public Span<int> Since => _since.AsSpan(0, Count);

    /// <summary>The sequence of the last part in which each itemset was frequent.</summary>
    public Span<int> Last => _last.AsSpan(0, Count);

    public long Bytes => Table.Bytes + (3L * sizeof(int) * _known.Length);

    /// <summary>The number of an itemset; a new one has no count yet.</summary>
    public int Track(ReadOnlySpan<int> items, int since)
    {
        int before = Count;
        int entry = Table.GetOrAdd(items);
        if (entry == before)
        {
            if (entry == _known.Length)
            {
                Array.Resize(ref _known, entry * 2);
                Array.Resize(ref _since, entry * 2);
                Array.Resize(ref _last, entry * 2);
            }

            _known[entry] = 0;
            _since[entry] = since;
            _last[entry] = 0;
        }

        return entry;
    }

    public void Write(BinaryWriter writer)
    {
        Columns.Write(writer, Table.Starts);
        Columns.Write(writer, Table.Items);
        Columns.Write(writer, Known);
        Columns.Write(writer, Since);
        Columns.Write(writer, Last);
    }

    /// <exception cref="InvalidDataException">The numbers do not make itemsets.</exception>
    public static WindowCounts Read(BinaryReader reader, int itemCount)
    {
        int[] starts = Columns.ReadNumbers(reader);
        int[] items = Columns.ReadNumbers(reader);
        int[] known = Columns.ReadNumbers(reader);
        int[] since = Columns.ReadNumbers(reader);
        int[] last = Columns.ReadNumbers(reader);
        Columns.Require(
            starts.Length == known.Length + 1 && since.Length == known.Length && last.Length == known.Length && starts[0] == 0 && starts[^1] == items.Length,
            "the tracked itemsets and their counts do not fit together");
        WindowCounts counts = new();
        for (int entry = 0; entry < known.Length; entry++)
        {
            Columns.Require(starts[entry] < starts[entry + 1] && starts[entry + 1] <= items.Length, "the starts of itemsets do not rise");
            ReadOnlySpan<int> itemset = items.AsSpan(starts[entry]..starts[entry + 1]);
            Columns.Require(Columns.IsAscending(itemset, itemCount), "an itemset is not ascending or names an item that is not there");
            Columns.Require(counts.Track(itemset, since[entry]) == entry, "an itemset stands twice");
            counts._known[entry] = known[entry];
            counts._last[entry] = last[entry];
        }

        return counts;
    }

    /// <summary>The itemsets that pass a test, in tables of their own.</summary>
    /// <param name="stays">The test.</param>
    /// <param name="before">For each entry of the result the entry here.</param>
    public WindowCounts Where(Func<int, bool> stays, out int[] before)
    {
        WindowCounts kept = new();
        List<int> entries = [];
        for (int entry = 0; entry < Count; entry++)
        {
            if (stays(entry))
            {
                int here = kept.Track(Table[entry], _since[entry]);
                kept._known[here] = _known[entry];
                kept._last[here] = _last[entry];
                entries.Add(entry);
            }
        }

        before = [.. entries];
        return kept;
    }
}
