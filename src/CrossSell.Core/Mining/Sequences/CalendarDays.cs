namespace CrossSell.Mining;

/// <summary>The calendar days of a time zone, for instants in UTC.</summary>
internal readonly struct CalendarDays(TimeZoneInfo? zone)
{
    private readonly TimeZoneInfo? _zone = zone is null || zone.Equals(TimeZoneInfo.Utc) ? null : zone;

    /// <summary>The ticks of the day on which an instant falls: of its midnight, as the zone's clocks show it. May lie just outside of what a DateTime holds.</summary>
    public long Of(long instant)
    {
        long local = _zone is null ? instant : instant + _zone.GetUtcOffset(new DateTime(instant, DateTimeKind.Utc)).Ticks;
        long time = local % TimeSpan.TicksPerDay;
        return local - (time < 0 ? time + TimeSpan.TicksPerDay : time);
    }
}
