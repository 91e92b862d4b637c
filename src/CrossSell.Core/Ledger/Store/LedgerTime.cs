using System.Globalization;

namespace CrossSell.Ledger;

/// <summary>The one resolution of instants in all stores: the microsecond, in UTC.</summary>
public static class LedgerTime
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant in UTC, what is finer than a microsecond cut off towards the past.</summary>
    /// <param name="instant">Any instant.</param>
    public static DateTimeOffset Truncate(DateTimeOffset instant)
    {
        long ticks = instant.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>Whole microseconds since 1970-01-01 00:00 UTC, negative before it.</summary>
    /// <param name="instant">Any instant; what is finer is cut off towards the past.</param>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (Truncate(instant).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMicrosecond;

    /// <summary>The instant that many microseconds after 1970-01-01 00:00 UTC.</summary>
    /// <param name="microseconds">What <see cref="ToMicroseconds"/> gave.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TicksPerMicrosecond));

    /// <summary>
    /// The instant to work with: the clock's, or the high-water mark when the clock stands a little before it, so that time never runs
    /// backwards and no window opens again.
    /// </summary>
    /// <param name="clock">What the clock says.</param>
    /// <param name="highWater">The latest instant recorded, or null when there is none.</param>
    /// <param name="tolerance">How far the clock may stand before the mark.</param>
    /// <exception cref="LedgerException"><see cref="LedgerFault.ClockSetBack"/>: it stands further before it.</exception>
    public static DateTimeOffset NotBefore(DateTimeOffset clock, DateTimeOffset? highWater, TimeSpan tolerance)
    {
        DateTimeOffset now = Truncate(clock);
        if (highWater is not { } mark || now >= mark)
        {
            return now;
        }

        return mark - now <= tolerance
            ? mark
            : throw new LedgerException(
                LedgerFault.ClockSetBack,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clock says {now:O}, but the ledger has recorded {mark:O}; it may stand at most {tolerance} before that."));
    }
}
