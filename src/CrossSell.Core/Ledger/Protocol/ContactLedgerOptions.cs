namespace CrossSell.Ledger;

/// <summary>Settings of a <see cref="ContactLedger"/>.</summary>
/// <remarks>Not thread-safe while it is changed; a ledger reads it once, when it is made.</remarks>
public sealed class ContactLedgerOptions
{
    /// <summary>The secret key of the digests of contact points: the same for the life of the store, or objections are no longer found.</summary>
    /// <value>Must be given: at least 16 bytes.</value>
    public byte[] ContactPointKey { get; set; } = [];

    /// <summary>How long a reservation holds when the request does not say.</summary>
    /// <value>Default: 15 minutes. Above zero.</value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The IANA id of the zone whose days count for customers whose own zone is unknown.</summary>
    /// <value>Default: <c>UTC</c>. It must be known to this machine.</value>
    public string OrganisationZone { get; set; } = "UTC";

    /// <summary>Which answers are written into the decision log.</summary>
    /// <value>Default: <see cref="Ledger.DecisionDetail.Accepted"/>.</value>
    public DecisionDetail DecisionDetail { get; set; } = DecisionDetail.Accepted;

    /// <summary>What is wrong with these options, one sentence each; empty when a ledger can be made.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (ContactPointKey is null || ContactPointKey.Length < 16)
        {
            failures.Add($"ContactPointKey has {ContactPointKey?.Length ?? 0} bytes; at least 16 secret ones are needed.");
        }

        if (TimeToLive <= TimeSpan.Zero)
        {
            failures.Add($"TimeToLive is {TimeToLive}; it must be above zero.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(OrganisationZone ?? "", out _))
        {
            failures.Add($"OrganisationZone is '{OrganisationZone}'; it must be the IANA id of a zone known to this machine, such as Europe/Berlin.");
        }

        if (!Enum.IsDefined(DecisionDetail))
        {
            failures.Add($"DecisionDetail is {(int)DecisionDetail}; it must be None, Accepted or All.");
        }

        return failures;
    }
}
