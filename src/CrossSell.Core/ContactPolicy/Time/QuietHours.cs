using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>When certain contacts are not made: stretches of the local day, and whole holidays.</summary>
/// <remarks>
/// Immutable and thread-safe. Judged when a slot is taken and once more at dispatch. Where the clocks change, a stretch begins at the earlier and ends
/// at the later of two instants with the same local time, and a local time that is skipped stands for the instant of the change.
/// </remarks>
/// <param name="Id">The rule's id, by which verdicts name it.</param>
public sealed record QuietHours(string Id)
{
    /// <summary>The rule's version.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Which contacts must keep quiet. Default: outbound marketing on every channel.</summary>
    public ContactMatch Match { get; init; } = ContactMatch.OutboundMarketing;

    /// <summary>The stretches of the day.</summary>
    public IReadOnlyList<QuietInterval> Intervals { get; init; } = [];

    /// <summary>
    /// The holidays of each region; the whole local day is quiet. A contact's region is its tag <c>region:NAME</c>; a contact without one, or with a region
    /// that has no calendar, keeps the holidays of all.
    /// </summary>
    public IReadOnlyList<HolidayCalendar> Holidays { get; init; } = [];

    /// <summary>What a contact should do instead.</summary>
    public HitAction OnHit { get; init; } = HitAction.Suppress;
}
