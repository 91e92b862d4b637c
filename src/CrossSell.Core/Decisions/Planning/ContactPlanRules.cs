using System.Globalization;
using CrossSell.ContactPolicy;

namespace CrossSell;

/// <summary>How contacts are spread over weeks.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ContactPlanRules
{
    /// <summary>The channels, by name; one or more.</summary>
    public required IReadOnlyDictionary<string, PlanChannel> Channels { get; init; }

    /// <summary>When the first week begins; null for the ledger's now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>How many weeks.</summary>
    /// <value>Default: 4. From 1 to 104.</value>
    public int Weeks { get; init; } = 4;

    /// <summary>The first hour of the customer's day at which contacts are made.</summary>
    /// <value>Default: 9.</value>
    public int FirstHour { get; init; } = 9;

    /// <summary>The hour at which they end.</summary>
    /// <value>Default: 18. At most 24, after <see cref="FirstHour"/>.</value>
    public int LastHour { get; init; } = 18;

    /// <summary>The days of the week on which contacts are made.</summary>
    /// <value>Default: Monday to Friday.</value>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The IANA id of the zone of customers whose own is unknown.</summary>
    /// <value>Default: <c>UTC</c>.</value>
    public string Zone { get; init; } = "UTC";

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Channels is null || Channels.Count == 0)
        {
            failures.Add($"{nameof(Channels)} is empty; a contact needs a channel.");
        }

        foreach ((string name, PlanChannel channel) in Channels ?? new Dictionary<string, PlanChannel>(StringComparer.Ordinal))
        {
            if (name.Length == 0 || !(channel.Cost >= 0) || !double.IsFinite(channel.Cost) || channel.CapacityAWeek < 0)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"The channel '{name}' is {channel}; it needs a name, and cost and capacity of 0 or more."));
            }
        }

        if (Weeks is < 1 or > 104)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(Weeks)} is {Weeks}; it must be from 1 to 104."));
        }

        if (FirstHour < 0 || LastHour > 24 || FirstHour >= LastHour)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(FirstHour)} is {FirstHour} and {nameof(LastHour)} is {LastHour}; they must lie within a day, the first before the last."));
        }

        if (Days is null || Days.Count == 0)
        {
            failures.Add($"{nameof(Days)} is empty; a plan needs a day of the week.");
        }

        if (ZoneClock.Find(Zone ?? "") is null)
        {
            failures.Add($"{nameof(Zone)} is '{Zone}'; it must be an IANA id known to this machine, such as Europe/Berlin.");
        }

        return failures;
    }
}
