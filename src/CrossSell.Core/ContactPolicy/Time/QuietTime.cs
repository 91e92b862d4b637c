using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>When one contact must keep quiet: the stretches and holidays that hold for it, in its zone.</summary>
internal sealed class QuietTime
{
    // Ten years without an hour to call is no quiet time but a ban.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_660);

    private readonly TimeZoneInfo _zone;
    private readonly QuietInterval[] _intervals;
    private readonly HashSet<DateOnly> _holidays;

    public QuietTime(QuietHours hours, Contact contact, TimeZoneInfo zone)
    {
        _zone = zone;
        _intervals = [.. hours.Intervals];
        _holidays = [.. HolidayCalendar.For(contact, hours.Holidays).SelectMany(c => c.Days)];
    }

    /// <summary>The first instant from <paramref name="from"/> on that is not quiet, itself included; null when there is none for ten years.</summary>
    public DateTimeOffset? FirstAllowed(DateTimeOffset from)
    {
        DateTimeOffset at = from;
        while (EndOfQuiet(at) is { } end)
        {
            at = end;
            if (at - from > Longest)
            {
                return null;
            }
        }

        return at;
    }

    // The latest end of the stretches around an instant; null when none is.
    private DateTimeOffset? EndOfQuiet(DateTimeOffset at)
    {
        DateTimeOffset? end = null;
        int today = ZoneClock.DateOf(_zone, at).DayNumber;
        for (int number = Math.Max(0, today - 2); number <= Math.Min(DateOnly.MaxValue.DayNumber - 1, today + 1); number++)
        {
            DateOnly day = DateOnly.FromDayNumber(number);
            foreach (QuietInterval interval in _intervals)
            {
                Take(interval.On(day, _zone));
            }

            if (_holidays.Contains(day))
            {
                Take((ZoneClock.StartOf(_zone, day), ZoneClock.StartOf(_zone, day.AddDays(1))));
            }
        }

        return end;

        void Take((DateTimeOffset From, DateTimeOffset Until)? stretch)
        {
            if (stretch is { } s && s.From <= at && at < s.Until && (end is null || s.Until > end))
            {
                end = s.Until;
            }
        }
    }
}
