using CrossSell.ContactPolicy;

namespace CrossSell.Campaigns;

/// <summary>
/// One cap over the slots of a problem. Slots and contacts of the ledger have a place on a line (ticks, days, periods); a window is a stretch of it, so the slots
/// of a window are neighbours in the order of places. Any stretch holds no more than the one that begins at its first contact: only those are made.
/// </summary>
internal sealed class CapWindows
{
    private readonly ContactWindow _window;
    private readonly long _length;
    private readonly long[] _places;
    private readonly int[] _rankOfSlot;
    private readonly bool[]? _channels;
    private readonly bool[]? _products;
    private readonly (int From, int To)[] _free;

    /// <param name="cap">The cap.</param>
    /// <param name="slots">The slots of the problem.</param>
    /// <param name="channels">Which channels it counts; null for all.</param>
    /// <param name="products">Which products it counts; null for all.</param>
    public CapWindows(ContactCap cap, IReadOnlyList<CampaignSlot> slots, bool[]? channels, bool[]? products)
    {
        _window = cap.Window;
        _length = cap.Window.Kind switch
        {
            WindowKind.Rolling => cap.Window.Length.Ticks,
            WindowKind.CalendarDays => cap.Window.Days,
            _ => 1,
        };
        _channels = channels;
        _products = products;
        int[] order = [.. Enumerable.Range(0, slots.Count).OrderBy(s => PlaceOf(slots[s].Start)).ThenBy(s => s)];
        _places = [.. order.Select(s => PlaceOf(slots[s].Start))];
        _rankOfSlot = new int[slots.Count];
        for (int rank = 0; rank < order.Length; rank++)
        {
            _rankOfSlot[order[rank]] = rank;
        }

        var windows = new List<(int From, int To, int Used)>();
        Collect([], windows);
        _free = [.. windows.Select(w => (w.From, w.To))];
    }

    /// <summary>Whether it counts by product; then <see cref="Windows"/> is not for it.</summary>
    public bool IsPerOffer => _window.Kind == WindowKind.PerOffer;

    /// <summary>Whether contacts of a product by a channel are counted.</summary>
    public bool Counts(int product, int channel) => (_channels is null || _channels[channel]) && (_products is null || _products[product]);

    /// <summary>The slot's place in the order of places.</summary>
    public int RankOf(int slot) => _rankOfSlot[slot];

    /// <summary>The windows that hold slots: the ranks of the slots, the end excluded, and how many contacts of the ledger lie in each.</summary>
    /// <param name="used">The contacts of the ledger, in any order.</param>
    /// <param name="into">Emptied, then filled.</param>
    public void Windows(IReadOnlyList<DateTimeOffset> used, List<(int From, int To, int Used)> into)
    {
        into.Clear();
        if (used.Count > 0)
        {
            Collect([.. used.Select(PlaceOf).Order()], into);
            return;
        }

        foreach ((int from, int to) in _free)
        {
            into.Add((from, to, 0));
        }
    }

    private void Collect(long[] used, List<(int From, int To, int Used)> into)
    {
        foreach (long start in _places.Concat(used).Distinct().Order())
        {
            int from = LowerBound(_places, start);
            int to = LowerBound(_places, start + _length);
            int taken = LowerBound(used, start + _length) - LowerBound(used, start);
            bool insideTheLast = into.Count > 0 && into[^1].From <= from && into[^1].To >= to && into[^1].Used >= taken;
            if (to > from && !insideTheLast)
            {
                into.Add((from, to, taken));
            }
        }
    }

    private long PlaceOf(DateTimeOffset at)
    {
        DateOnly day = DateOnly.FromDateTime(at.DateTime);
        return _window.Kind switch
        {
            WindowKind.Rolling => at.UtcTicks,
            WindowKind.CalendarDays => day.DayNumber,
            WindowKind.Calendar => Calendars.StartOf(_window.Period, day).DayNumber,
            _ => 0,
        };
    }

    private static int LowerBound(long[] sorted, long value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
