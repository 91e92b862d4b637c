using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>The holidays of a region, as local days.</summary>
/// <param name="Region">The region's name, compared ordinally with the tag <c>region:NAME</c> of a contact.</param>
/// <param name="Days">The days.</param>
public sealed record HolidayCalendar(string Region, IReadOnlyList<DateOnly> Days)
{
    /// <summary>What a contact's tag begins with to name its region.</summary>
    public const string RegionTag = "region:";

    /// <summary>The calendars that hold for a contact: of its region, or all where that is unknown.</summary>
    internal static IEnumerable<HolidayCalendar> For(Contact contact, IReadOnlyList<HolidayCalendar> calendars)
    {
        string? tag = contact.Tags.FirstOrDefault(t => t.StartsWith(RegionTag, StringComparison.Ordinal));
        HolidayCalendar[] own = tag is null ? [] : [.. calendars.Where(c => string.Equals(c.Region, tag[RegionTag.Length..], StringComparison.Ordinal))];
        return own.Length > 0 ? own : calendars;
    }
}
