using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>
/// The contacts that one rule counts together with a candidate, for one subject: whether the candidate fits among them, from when on it does, and
/// which of them stand in its way.
/// </summary>
/// <remarks>
/// Windows are tested wherever they lie around the candidate, not only behind it: with two contacts planned for days 7 and 8, one on day 2 has an
/// empty past, and yet seven days from 2 on would hold three.
/// </remarks>
internal sealed class CountedGroup
{
    private readonly ContactWindow _window;
    private readonly int _limit;
    private readonly int _weight;
    private readonly CountedContact[] _contacts;

    /// <param name="window">The rule's window.</param>
    /// <param name="limit">How many are allowed.</param>
    /// <param name="weight">How much the candidate counts, 1 or more.</param>
    /// <param name="contacts">The others, by instant.</param>
    public CountedGroup(ContactWindow window, int limit, int weight, CountedContact[] contacts)
    {
        _window = window;
        _limit = limit;
        _weight = weight;
        _contacts = contacts;
        if (window.Kind is WindowKind.CalendarDays or WindowKind.Calendar)
        {
            // Zones differ, so the order of local days can differ from that of instants.
            Array.Sort(_contacts, (a, b) => a.Day.CompareTo(b.Day));
        }
    }

    /// <summary>The first instant from <paramref name="from"/> on at which the candidate fits; <paramref name="from"/> itself when it fits there, null when it never does.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="day">Its local day.</param>
    /// <param name="zone">The candidate's zone, for the days that follow.</param>
    public DateTimeOffset? FirstAllowed(DateTimeOffset from, DateOnly day, TimeZoneInfo zone)
    {
        if (_weight > _limit)
        {
            return null;
        }

        switch (_window.Kind)
        {
            case WindowKind.Rolling:
                long ticks = FirstOutside(from.UtcTicks, _window.Length.Ticks, static c => c.Ticks);
                return ticks == from.UtcTicks ? from : ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
            case WindowKind.CalendarDays:
                long free = FirstOutside(day.DayNumber, _window.Days, static c => c.Day);
                return free == day.DayNumber ? from : free > DateOnly.MaxValue.DayNumber ? null : ZoneClock.StartOf(zone, DateOnly.FromDayNumber((int)free));
            case WindowKind.Calendar:
                DateOnly start = FirstFreePeriod(day);
                return start <= day ? from : ZoneClock.StartOf(zone, start);
            default:
                return _contacts.Sum(c => (long)c.Weight) + _weight <= _limit ? from : null;
        }
    }

    /// <summary>The contacts because of which the candidate does not fit at an instant, by instant.</summary>
    public IEnumerable<Contact> InTheWay(DateTimeOffset at, DateOnly day)
    {
        switch (_window.Kind)
        {
            case WindowKind.Rolling:
                return Filling(at.UtcTicks, _window.Length.Ticks, static c => c.Ticks);
            case WindowKind.CalendarDays:
                return Filling(day.DayNumber, _window.Days, static c => c.Day);
            case WindowKind.Calendar:
                DateOnly start = Calendars.StartOf(_window.Period, day);
                return _contacts.Where(c => Calendars.StartOf(_window.Period, DateOnly.FromDayNumber(c.Day)) == start).Select(c => c.Contact);
            default:
                return _contacts.Select(c => c.Contact);
        }
    }

    // Places and length in ticks or in days. A run of contacts that leaves no room and spans less than the length, from a to b, forbids every place
    // between b - length and a + length, both excluded. Runs are met with a and b growing, so one pass moves past them all.
    private long FirstOutside(long place, long length, Func<CountedContact, long> placeOf)
    {
        int end = 0;
        long inside = 0;
        for (int i = 0; i < _contacts.Length; i++)
        {
            while (end < _contacts.Length && inside + _weight <= _limit)
            {
                inside += _contacts[end++].Weight;
            }

            if (inside + _weight <= _limit)
            {
                break;
            }

            long a = placeOf(_contacts[i]);
            long b = placeOf(_contacts[end - 1]);
            if (b - a < length && place > b - length && place < a + length)
            {
                place = a + length;
            }

            inside -= _contacts[i].Weight;
        }

        return place;
    }

    private IEnumerable<Contact> Filling(long place, long length, Func<CountedContact, long> placeOf)
    {
        CountedContact[] near = [.. _contacts.Where(c => Math.Abs(placeOf(c) - place) < length)];
        var filling = new HashSet<Contact>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < near.Length; i++)
        {
            long start = Math.Min(placeOf(near[i]), place);
            CountedContact[] window = [.. near.Where(c => placeOf(c) >= start && placeOf(c) - start < length)];
            if (place - start < length && window.Sum(c => (long)c.Weight) + _weight > _limit)
            {
                filling.UnionWith(window.Select(c => c.Contact));
            }
        }

        return near.Select(c => c.Contact).Where(filling.Contains);
    }

    private DateOnly FirstFreePeriod(DateOnly day)
    {
        DateOnly start = Calendars.StartOf(_window.Period, day);
        while (_contacts.Where(c => Calendars.StartOf(_window.Period, DateOnly.FromDayNumber(c.Day)) == start).Sum(c => (long)c.Weight) + _weight > _limit)
        {
            start = Calendars.NextStart(_window.Period, start);
        }

        return start;
    }
}
