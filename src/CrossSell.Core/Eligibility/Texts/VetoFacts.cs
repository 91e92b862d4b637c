using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>The parts of a veto as its sentence needs them.</summary>
internal sealed class VetoFacts(Veto veto, CultureInfo culture, TimeZoneInfo? zone, ProductCatalog? catalog)
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public string Code => veto.Code;

    public string Rule => veto.RuleId ?? "";

    public string Evidence => string.Join(", ", veto.Evidence);

    /// <summary>How many things the veto rests on.</summary>
    public int EvidenceCount => veto.Evidence.Count;

    public bool NeverEnds => veto.EligibleAgainAt is null;

    /// <summary>The figure of this name, or null.</summary>
    public string? this[string name] => veto.Parameters.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.Ordinal)).Value;

    /// <summary>The product that a veto speaks of.</summary>
    public string Product => this["product"] is not { } id ? "" : catalog is not null && catalog.TryGet(new ProductId(id), out Product? known) ? known.Name.For(culture) : id;

    /// <summary>A figure that is an instant, as a date; null when it is absent.</summary>
    public string? Date(string name) => this[name] is { } text && VetoDates.Read(text) is { } at ? Date(at, upward: false) : null;

    /// <summary>From when on the veto falls away, as a date.</summary>
    public string Again => veto.EligibleAgainAt is { } at ? Date(at, upward: true) : "";

    // A time of day is told where it matters: an instant in the future that is no midnight.
    private string Date(DateTimeOffset at, bool upward)
    {
        DateTime local = zone is null ? at.UtcDateTime : TimeZoneInfo.ConvertTime(at, zone).DateTime;
        long minute = local.Ticks / TimeSpan.TicksPerMinute;
        if (upward && local.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            minute++;
        }

        local = new DateTime(minute * TimeSpan.TicksPerMinute, DateTimeKind.Unspecified);
        bool hasTime = upward && local.TimeOfDay != TimeSpan.Zero;
        string clock = string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm}{(zone is null ? " UTC" : "")}");
        if (string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal))
        {
            string day = string.Create(CultureInfo.InvariantCulture, $"{local:dd.MM.yyyy}");
            return hasTime ? $"{day}, {clock.Replace(" UTC", " Uhr UTC", StringComparison.Ordinal)}{(zone is null ? "" : " Uhr")}" : day;
        }

        string month = Months[local.Month - 1];
        string date = string.Equals(culture.Name, "en-US", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{month} {local.Day}, {local.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{local.Day} {month} {local.Year}");
        return hasTime ? $"{date}, {clock}" : date;
    }
}
