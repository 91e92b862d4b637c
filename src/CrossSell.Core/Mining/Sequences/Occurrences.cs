namespace CrossSell.Mining;

/// <summary>For each sequence its frequent items with the places where they stand: all that rules need to know of a sequence.</summary>
/// <remarks>
/// X ==> Y holds in a sequence exactly when the last of the first places of X's items is before the first of the last places of Y's: then, and only
/// then, can the sequence be cut between the two.
/// </remarks>
internal sealed class Occurrences
{
    private readonly SequenceDatabase _database;
    private readonly SequentialRuleOptions _options;

    public Occurrences(SequenceDatabase database, SequentialRuleOptions options, int minCount, CancellationToken cancellation)
    {
        _database = database;
        _options = options;
        int[] supports = Supports(database);
        List<int> starts = [0];
        List<int> items = [];
        List<int> placeStarts = [];
        List<int> places = [];
        List<(int Item, int Place)> found = [];
        for (int sequence = 0; sequence < database.Count; sequence++)
        {
            cancellation.ThrowIfCancellationRequested();
            found.Clear();
            for (int place = 0; place < database.LengthOf(sequence); place++)
            {
                foreach (int item in database.BasketOf(sequence, place))
                {
                    if (supports[item] >= minCount)
                    {
                        found.Add((item, place));
                    }
                }
            }

            found.Sort();
            for (int at = 0; at < found.Count; at++)
            {
                if (at == 0 || found[at].Item != found[at - 1].Item)
                {
                    items.Add(found[at].Item);
                    placeStarts.Add(places.Count);
                }

                places.Add(found[at].Place);
            }

            starts.Add(items.Count);
        }

        Starts = [.. starts];
        Items = [.. items];
        PlaceStarts = [.. placeStarts, places.Count];
        Places = [.. places];
        First = [.. Items.Select((_, entry) => Places[PlaceStarts[entry]])];
        Last = [.. Items.Select((_, entry) => Places[PlaceStarts[entry + 1] - 1])];
        (ListStarts, Lists, ListFirst) = ListByItem();
    }

    /// <summary>Where each sequence's entries begin: its different frequent items, ascending.</summary>
    public int[] Starts { get; }

    /// <summary>The item of each entry.</summary>
    public int[] Items { get; }

    /// <summary>The first place of each entry.</summary>
    public int[] First { get; }

    /// <summary>The last place of each entry.</summary>
    public int[] Last { get; }

    /// <summary>Where each item's sequences begin in <see cref="Lists"/>.</summary>
    public int[] ListStarts { get; }

    /// <summary>The sequences of each item, ascending.</summary>
    public int[] Lists { get; }

    /// <summary>The item's first place in each of them.</summary>
    public int[] ListFirst { get; }

    private int[] PlaceStarts { get; }

    private int[] Places { get; }

    /// <summary>In how many sequences all these items stand, in any order.</summary>
    public int CountAll(ReadOnlySpan<int> itemset)
    {
        if (itemset.Length == 1)
        {
            return ListStarts[itemset[0] + 1] - ListStarts[itemset[0]];
        }

        int count = 0;
        foreach (int sequence in Lists.AsSpan(ListStarts[itemset[0]]..ListStarts[itemset[0] + 1]))
        {
            bool all = true;
            foreach (int item in itemset[1..])
            {
                all = all && EntryOf(sequence, item) >= 0;
            }

            count += all ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether the rule holds in a sequence inside the window. Both sides stand in it.</summary>
    public bool HoldsInWindow(int sequence, ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent)
    {
        // The window may start at any place of X; from there the earliest end is the best.
        foreach (int item in antecedent)
        {
            int entry = EntryOf(sequence, item);
            foreach (int start in Places.AsSpan(PlaceStarts[entry]..PlaceStarts[entry + 1]))
            {
                int middle = End(sequence, antecedent, start);
                int end = middle < 0 ? -1 : End(sequence, consequent, middle + 1);
                if (end >= 0 && IsWithin(sequence, start, end))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsWithin(int sequence, int start, int end) =>
        (_options.WindowBaskets is not { } most || end - start < most)
        && (_options.Window is not { } window || _database.TimeOf(sequence, end) - _database.TimeOf(sequence, start) <= window.Ticks);

    /// <summary>The first place by which all items have stood in the sequence, when it is read from a place on; -1 when they do not.</summary>
    private int End(int sequence, ReadOnlySpan<int> itemset, int from)
    {
        int end = -1;
        foreach (int item in itemset)
        {
            int entry = EntryOf(sequence, item);
            ReadOnlySpan<int> places = Places.AsSpan(PlaceStarts[entry]..PlaceStarts[entry + 1]);
            int at = places.BinarySearch(from);
            at = at < 0 ? ~at : at;
            if (at == places.Length)
            {
                return -1;
            }

            end = Math.Max(end, places[at]);
        }

        return end;
    }

    private int EntryOf(int sequence, int item)
    {
        int found = Items.AsSpan(Starts[sequence]..Starts[sequence + 1]).BinarySearch(item);
        return found < 0 ? -1 : Starts[sequence] + found;
    }

    private static int[] Supports(SequenceDatabase database)
    {
        int[] supports = new int[database.ItemIds.Count];
        int[] lastSeen = new int[supports.Length];
        for (int sequence = 0; sequence < database.Count; sequence++)
        {
            for (int place = 0; place < database.LengthOf(sequence); place++)
            {
                foreach (int item in database.BasketOf(sequence, place))
                {
                    supports[item] += lastSeen[item] == sequence + 1 ? 0 : 1;
                    lastSeen[item] = sequence + 1;
                }
            }
        }

        return supports;
    }

    private (int[] Starts, int[] Lists, int[] First) ListByItem()
    {
        int[] starts = new int[_database.ItemIds.Count + 1];
        foreach (int item in Items)
        {
            starts[item + 1]++;
        }

        for (int item = 1; item < starts.Length; item++)
        {
            starts[item] += starts[item - 1];
        }

        int[] cursors = starts[..^1];
        int[] lists = new int[Items.Length];
        int[] first = new int[Items.Length];
        for (int sequence = 0; sequence + 1 < Starts.Length; sequence++)
        {
            for (int entry = Starts[sequence]; entry < Starts[sequence + 1]; entry++)
            {
                int slot = cursors[Items[entry]]++;
                lists[slot] = sequence;
                first[slot] = First[entry];
            }
        }

        return (starts, lists, first);
    }
}
