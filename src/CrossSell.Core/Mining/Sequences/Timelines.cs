using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>
/// When each customer bought each product that enough customers have: an entry for each customer and product, with the times of its purchases, ascending.
/// </summary>
internal sealed class Timelines
{
    private readonly int[] _entryStarts;
    private readonly int[] _items;
    private readonly int[] _customers;
    private readonly int[] _eventStarts;
    private readonly long[] _times;
    private readonly long[] _instants;
    private readonly long[] _untils;
    private readonly DirectedRuleOptions _options;
    private readonly CalendarDays _days;
    private readonly long _window;
    private readonly long _lastStart;
    private readonly long _end;

    public Timelines(PurchaseHistory history, DirectedRuleOptions options, CancellationToken cancellation)
    {
        _options = options;
        _days = new CalendarDays(options.TimeZone);
        _window = options.Window?.Ticks ?? long.MaxValue;
        // With days, the last one is observed to its end: it is on both sides of every comparison.
        _end = Point((options.ObservedUntil ?? history.LastTime ?? DateTime.MinValue).Ticks);
        _lastStart = options is { FullyObservedOnly: true, Window: not null } ? _end - _window : long.MaxValue;
        ItemCount = history.Products.Count;
        Builder builder = new();
        Collect(history.Columns, builder, cancellation);
        _entryStarts = [.. builder.EntryStarts];
        _items = [.. builder.Items];
        _customers = [.. builder.Customers];
        _eventStarts = [.. builder.EventStarts, builder.Times.Count];
        _times = [.. builder.Times];
        _instants = [.. builder.Instants];
        _untils = [.. builder.Untils];
        CustomerCount = _entryStarts.Length - 1;
        MinCount = options.MinSupport.ToCount(CustomerCount);
        CustomersWith = new int[ItemCount];
        foreach (int item in _items)
        {
            CustomersWith[item]++;
        }

        (ListStarts, Lists) = ListByItem();
    }

    public int ItemCount { get; }

    /// <summary>The customers with a dated purchase.</summary>
    public int CustomerCount { get; }

    public long MinCount { get; }

    /// <summary>For each item how many customers have it.</summary>
    public int[] CustomersWith { get; }

    /// <summary>Where each item's entries begin in <see cref="Lists"/>.</summary>
    public int[] ListStarts { get; }

    /// <summary>The entries of each item, by customer.</summary>
    public int[] Lists { get; }

    public bool IsFrequent(int item) => CustomersWith[item] >= MinCount;

    public int ItemOf(int entry) => _items[entry];

    /// <summary>All entries of the customer to whom an entry belongs.</summary>
    public (int Start, int End) CustomerOf(int entry) => (_entryStarts[_customers[entry]], _entryStarts[_customers[entry] + 1]);

    /// <summary>Whether an entry has a purchase that counts as antecedent: its window was observed to the end.</summary>
    public bool IsAntecedent(int entry) => _times[_eventStarts[entry]] <= _lastStart;

    /// <summary>The ticks from the earliest purchase of one entry that has the other within its window to the first of those; -1 when there is none.</summary>
    public long Delay(int from, int to)
    {
        int next = _eventStarts[to];
        int end = _eventStarts[to + 1];
        for (int at = _eventStarts[from]; at < _eventStarts[from + 1] && _times[at] <= _lastStart; at++)
        {
            while (next < end && _times[next] <= _times[at])
            {
                next++;
            }

            if (next == end)
            {
                return -1;
            }

            // Should the first one after be too late, all others are later still.
            if (_times[next] - _times[at] <= _window && (!_options.WhileHeld || _instants[next] < _untils[at]))
            {
                return _times[next] - _times[at];
            }
        }

        return -1;
    }

    private void Collect(HistoryColumns columns, Builder builder, CancellationToken cancellation)
    {
        List<Event> events = [];
        for (int customer = 0; customer + 1 < columns.CustomerStarts.Length; customer++)
        {
            cancellation.ThrowIfCancellationRequested();
            events.Clear();
            for (int row = columns.CustomerStarts[customer]; row < columns.CustomerStarts[customer + 1]; row++)
            {
                if (columns.Times![row] is var instant && instant != RawRows.NoTime && Point(instant) is var time && time <= _end)
                {
                    long until = columns.Untils is { } untils && untils[row] != RawRows.NoTime ? untils[row] : long.MaxValue;
                    events.Add(new Event(columns.Products[row], time, instant, until));
                }
            }

            if (events.Count > 0)
            {
                events.Sort((x, y) => (x.Item, x.Time, x.Instant).CompareTo((y.Item, y.Time, y.Instant)));
                AddCustomer(events, builder);
            }
        }
    }

    private void AddCustomer(List<Event> events, Builder to)
    {
        for (int at = 0; at < events.Count; at++)
        {
            if (at == 0 || events[at].Item != events[at - 1].Item)
            {
                to.Items.Add(events[at].Item);
                to.Customers.Add(to.EntryStarts.Count - 1);
                to.EventStarts.Add(to.Times.Count);
            }
            else if (events[at].Time == events[at - 1].Time)
            {
                // Several at one time are one: begun with the earliest, held until the last is over.
                if (to.Times[^1] == events[at].Time)
                {
                    to.Untils[^1] = Math.Max(to.Untils[^1], events[at].Until);
                }

                continue;
            }
            else if (_options.FirstPurchasesOnly)
            {
                continue;
            }

            to.Times.Add(events[at].Time);
            to.Instants.Add(events[at].Instant);
            to.Untils.Add(events[at].Until);
        }

        to.EntryStarts.Add(to.Items.Count);
    }

    private (int[] Starts, int[] Lists) ListByItem()
    {
        int[] starts = new int[ItemCount + 1];
        for (int item = 0; item < ItemCount; item++)
        {
            starts[item + 1] = starts[item] + CustomersWith[item];
        }

        int[] cursors = starts[..ItemCount];
        int[] lists = new int[_items.Length];
        for (int entry = 0; entry < lists.Length; entry++)
        {
            lists[cursors[_items[entry]]++] = entry;
        }

        return (starts, lists);
    }

    private long Point(long time) => _options.WholeDays ? _days.Of(time) : time;

    /// <param name="Item">What was bought.</param>
    /// <param name="Time">Its point in time, or its day.</param>
    /// <param name="Instant">When it was bought: to the tick, with days as well.</param>
    /// <param name="Until">Until when it is held.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Event(int Item, long Time, long Instant, long Until);

    private sealed class Builder
    {
        public List<int> EntryStarts { get; } = [0];

        public List<int> Items { get; } = [];

        public List<int> Customers { get; } = [];

        public List<int> EventStarts { get; } = [];

        public List<long> Times { get; } = [];

        public List<long> Instants { get; } = [];

        public List<long> Untils { get; } = [];
    }
}
