namespace CrossSell.Ledger;

/// <summary>That somebody objected to being contacted. It names no one in clear, so it may outlive the erasure of everything else.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Objection
{
    /// <summary>Who or what objected: the digest of a customer id or of a contact point.</summary>
    public required ContactPointHash Subject { get; init; }

    /// <summary>The channel it is limited to; null for every channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The purpose it is limited to; null for every purpose but <see cref="ContactPurpose.Contractual"/>, which no objection stops.</summary>
    public ContactPurpose? Purpose { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the objection stops a contact of this channel and purpose.</summary>
    /// <param name="channel">The contact's channel.</param>
    /// <param name="purpose">The contact's purpose.</param>
    /// <remarks>
    /// An objection without a purpose is one to direct marketing: it stops <see cref="ContactPurpose.Marketing"/>. One that names a purpose
    /// stops that purpose.
    /// </remarks>
    public bool Stops(string channel, ContactPurpose purpose) =>
        (Purpose ?? ContactPurpose.Marketing) == purpose && (Channel is null || string.Equals(Channel, channel, StringComparison.Ordinal));
}
