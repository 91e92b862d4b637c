namespace CrossSell.ContactPolicy;

/// <summary>A daily stretch of local time in which nobody is contacted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">The local time at which it begins.</param>
/// <param name="Until">The local time at which it ends; at or before <paramref name="From"/> it ends on the next day, so equal times are a whole day.</param>
public sealed record QuietInterval(TimeOnly From, TimeOnly Until)
{
    /// <summary>The weekdays on which it begins; a stretch over midnight belongs to the day on which it begins. Default: every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The instants of the stretch that begins on a local day, the end excluded; null when it does not begin on that weekday.</summary>
    internal (DateTimeOffset From, DateTimeOffset Until)? On(DateOnly day, TimeZoneInfo zone)
    {
        if (!Days.Contains(day.DayOfWeek) || day == DateOnly.MaxValue)
        {
            return null;
        }

        DateOnly lastDay = Until <= From ? day.AddDays(1) : day;
        return (ZoneClock.Earliest(zone, day.ToDateTime(From)), ZoneClock.Latest(zone, lastDay.ToDateTime(Until)));
    }
}
