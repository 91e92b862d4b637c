namespace CrossSell.ContactPolicy;

/// <summary>Where the periods of the calendar begin.</summary>
internal static class Calendars
{
    public static DateOnly StartOf(CalendarPeriod period, DateOnly day) => period switch
    {
        CalendarPeriod.Day => day,
        CalendarPeriod.IsoWeek => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - (((int)day.DayOfWeek + 6) % 7))),
        CalendarPeriod.Month => new DateOnly(day.Year, day.Month, 1),
        CalendarPeriod.Quarter => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new DateOnly(day.Year, 1, 1),
    };

    /// <summary>The first day after the period that begins on <paramref name="start"/>.</summary>
    public static DateOnly NextStart(CalendarPeriod period, DateOnly start) => period switch
    {
        CalendarPeriod.Day => start.AddDays(1),
        CalendarPeriod.IsoWeek => start.AddDays(7),
        CalendarPeriod.Month => start.AddMonths(1),
        CalendarPeriod.Quarter => start.AddMonths(3),
        _ => start.AddYears(1),
    };
}
