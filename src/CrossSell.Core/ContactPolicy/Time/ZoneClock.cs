namespace CrossSell.ContactPolicy;

/// <summary>Local time of a zone and back, safe where the clocks change.</summary>
/// <remarks>
/// .NET's ConvertTimeToUtc throws for local times that a change skips and takes standard time for those that it repeats. Here a skipped time becomes
/// the instant of the change, the first valid one after it, and a repeated one the earlier or the later of its two instants, as the caller needs.
/// </remarks>
internal static class ZoneClock
{
    /// <summary>Finds a zone by its IANA id.</summary>
    /// <returns>Null when the machine does not know it.</returns>
    public static TimeZoneInfo? Find(string id) => id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ? zone : null;

    public static DateTime LocalOf(TimeZoneInfo zone, DateTimeOffset instant)
    {
        TimeSpan offset = zone.GetUtcOffset(instant.UtcDateTime);
        long ticks = instant.UtcTicks + offset.Ticks;
        return new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
    }

    public static DateOnly DateOf(TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(LocalOf(zone, instant));

    /// <summary>The first instant at which the local clock shows <paramref name="local"/> or, where that is skipped, the instant of the change.</summary>
    public static DateTimeOffset Earliest(TimeZoneInfo zone, DateTime local) => Instant(zone, local, later: false);

    /// <summary>The last instant at which the local clock shows <paramref name="local"/> or, where that is skipped, the instant of the change.</summary>
    public static DateTimeOffset Latest(TimeZoneInfo zone, DateTime local) => Instant(zone, local, later: true);

    /// <summary>The first instant of a local day.</summary>
    public static DateTimeOffset StartOf(TimeZoneInfo zone, DateOnly day) => Earliest(zone, day.ToDateTime(TimeOnly.MinValue));

    private static DateTimeOffset Instant(TimeZoneInfo zone, DateTime local, bool later)
    {
        long ticks = local.Ticks;
        // Offsets are at most 14 hours, so a day to either side is surely before and after this local time.
        long before = ticks - OffsetAt(zone, ticks - TimeSpan.TicksPerDay);
        long after = ticks - OffsetAt(zone, ticks + TimeSpan.TicksPerDay);
        long first = Math.Min(before, after);
        long last = Math.Max(before, after);
        bool firstShows = first + OffsetAt(zone, first) == ticks;
        bool lastShows = last + OffsetAt(zone, last) == ticks;
        if (firstShows || lastShows)
        {
            return At(firstShows && !(later && lastShows) ? first : last);
        }

        // Skipped: the local clock is behind at the one and ahead at the other; the change lies between.
        while (first + 1 < last)
        {
            long middle = first + ((last - first) / 2);
            if (middle + OffsetAt(zone, middle) > ticks)
            {
                last = middle;
            }
            else
            {
                first = middle;
            }
        }

        return At(last);
    }

    private static long OffsetAt(TimeZoneInfo zone, long utcTicks) => zone.GetUtcOffset(At(utcTicks).UtcDateTime).Ticks;

    private static DateTimeOffset At(long utcTicks) => new(Math.Clamp(utcTicks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
