using CrossSell.ContactPolicy;

namespace CrossSell.Campaigns;

/// <summary>A limit that every customer's contacts must keep among themselves and with those that already stand in the ledger.</summary>
/// <remarks>
/// Immutable and thread-safe. Windows are those of the contact policy and mean the same: of rolling windows every one counts, wherever it begins, and they are half-open.
/// A least gap of d is one contact in a rolling window of d.
/// </remarks>
/// <param name="Name">Its name, by which results speak of it; not empty, unique among the caps (ordinal).</param>
/// <param name="Window">Over what it counts. A lifetime and a campaign hold all contacts of the plan; an offer holds those of the same product.</param>
/// <param name="Limit">The most contacts, 0 or more; 0 allows none. <see cref="CampaignProblemBuilder.SetLimit"/> changes it for one customer.</param>
public sealed record ContactCap(string Name, ContactWindow Window, int Limit)
{
    /// <summary>The channels that are counted, together; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The products that are counted, together; empty for all.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>The cap of a contact rule: its id, its window, its channels, and the lowest of its limits.</summary>
    /// <remarks>
    /// Which contacts of the ledger the rule counts, and the limit of each customer's class, are told by <see cref="CampaignProblemBuilder.AddUsed"/> and
    /// <see cref="CampaignProblemBuilder.SetLimit"/>. Whether the rule is about the campaign's contacts at all is for the caller to know.
    /// </remarks>
    /// <param name="rule">A rule about single customers.</param>
    /// <exception cref="ArgumentException">The rule counts for households or accounts: a plan judges every customer alone, only the ledger can keep it.</exception>
    public static ContactCap Of(ContactRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Subject == Ledger.SubjectKind.Customer
            ? new ContactCap(rule.Id, rule.Window, rule.Limit.Lowest) { Channels = rule.Match.Channels }
            : throw new ArgumentException($"The rule '{rule.Id}' counts by {rule.Subject}; a plan judges every customer alone, so it must be a rule by {Ledger.SubjectKind.Customer}.", nameof(rule));
    }
}
