using System.Globalization;

namespace CrossSell.ContactPolicy;

/// <summary>Over which stretch of time, or over which contacts, a limit holds.</summary>
/// <remarks>
/// Immutable and thread-safe. Rolling windows are judged by elapsed time, so a change of the clocks has no effect; calendar windows by the local dates
/// that were frozen when each contact took its slot, so a later move of the customer reopens nothing.
/// </remarks>
public sealed record ContactWindow
{
    private ContactWindow(WindowKind kind) => Kind = kind;

    /// <summary>What kind of window it is.</summary>
    public WindowKind Kind { get; }

    /// <summary>The length of a rolling window; zero for other kinds.</summary>
    public TimeSpan Length { get; private init; }

    /// <summary>The number of consecutive local days; 0 for other kinds.</summary>
    public int Days { get; private init; }

    /// <summary>The period of a calendar window; meaningless for other kinds.</summary>
    public CalendarPeriod Period { get; private init; }

    /// <summary>Everything that ever was or is planned.</summary>
    public static ContactWindow Lifetime { get; } = new(WindowKind.Lifetime);

    /// <summary>All contacts of one campaign; contacts without a campaign are not judged.</summary>
    public static ContactWindow PerCampaign { get; } = new(WindowKind.PerCampaign);

    /// <summary>All contacts that present one offer, for each offer of the contact.</summary>
    public static ContactWindow PerOffer { get; } = new(WindowKind.PerOffer);

    /// <summary>Any stretch of this length, wherever it begins; half-open, so a contact exactly that much later is in another window.</summary>
    /// <param name="length">More than zero, at most 100 years, whole microseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is outside that range.</exception>
    public static ContactWindow Rolling(TimeSpan length) =>
        length > TimeSpan.Zero && length <= TimeSpan.FromDays(36_525) && length.Ticks % TimeSpan.TicksPerMicrosecond == 0
            ? new ContactWindow(WindowKind.Rolling) { Length = length }
            : throw new ArgumentOutOfRangeException(nameof(length), length, "A rolling window is longer than zero, at most 36,525 days, in whole microseconds.");

    /// <summary>Any stretch of so many consecutive local days, wherever it begins.</summary>
    /// <param name="days">From 1 to 36,525.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is outside that range.</exception>
    public static ContactWindow CalendarDays(int days) =>
        days is > 0 and <= 36_525
            ? new ContactWindow(WindowKind.CalendarDays) { Days = days }
            : throw new ArgumentOutOfRangeException(nameof(days), days, "A window of calendar days has from 1 to 36,525 of them.");

    /// <summary>The period of the calendar that holds the contact's local date.</summary>
    /// <param name="period">Which period.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is not a defined period.</exception>
    public static ContactWindow Calendar(CalendarPeriod period) =>
        Enum.IsDefined(period)
            ? new ContactWindow(WindowKind.Calendar) { Period = period }
            : throw new ArgumentOutOfRangeException(nameof(period), period, $"A period is one of {string.Join(", ", Enum.GetNames<CalendarPeriod>())}.");

    /// <summary>How far back contacts matter; null for all of them. Local days are up to 26 hours away from those of UTC, hence two days more.</summary>
    internal TimeSpan? Horizon => Kind switch
    {
        WindowKind.Rolling => Length,
        WindowKind.CalendarDays => TimeSpan.FromDays(Days + 2),
        WindowKind.Calendar => TimeSpan.FromDays(Period switch { CalendarPeriod.Day => 3, CalendarPeriod.IsoWeek => 9, CalendarPeriod.Month => 33, CalendarPeriod.Quarter => 94, _ => 368 }),
        _ => null,
    };

    /// <summary>Such as <c>30d</c>, <c>7 days</c>, <c>month</c>, <c>lifetime</c>.</summary>
    public override string ToString() => Kind switch
    {
        WindowKind.Rolling => DurationText.Of(Length),
        WindowKind.CalendarDays => string.Create(CultureInfo.InvariantCulture, $"{Days} days"),
        WindowKind.Calendar => Period switch { CalendarPeriod.Day => "day", CalendarPeriod.IsoWeek => "week", CalendarPeriod.Month => "month", CalendarPeriod.Quarter => "quarter", _ => "year" },
        WindowKind.Lifetime => "lifetime",
        WindowKind.PerCampaign => "campaign",
        _ => "offer",
    };
}
