namespace CrossSell.ContactPolicy;

/// <summary>A period of the calendar, in local days.</summary>
public enum CalendarPeriod
{
    /// <summary>One local day.</summary>
    Day = 0,

    /// <summary>Monday to Sunday (ISO 8601).</summary>
    IsoWeek = 1,

    /// <summary>A month.</summary>
    Month = 2,

    /// <summary>January to March and so on.</summary>
    Quarter = 3,

    /// <summary>January to December.</summary>
    Year = 4,
}
