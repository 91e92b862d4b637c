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

    /// <summary>Since when; of a lift, when the customer agreed anew. What was objected at that instant or later stands.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Whether the row ends earlier ones instead of objecting: for <see cref="Channel"/> and <see cref="Purpose"/>, which it both names, the customer agreed anew
    /// (<see cref="ContactLedger.LiftObjectionAsync"/>).
    /// </summary>
    public bool IsLift { get; init; }

    /// <summary>For which channels and purposes later rows have ended it; empty when it stands as it was made.</summary>
    public IReadOnlyList<(string Channel, ContactPurpose Purpose)> LiftedFor { get; init; } = [];

    /// <summary>Whether the objection stops a contact of this channel and purpose.</summary>
    /// <param name="channel">The contact's channel.</param>
    /// <param name="purpose">The contact's purpose.</param>
    /// <remarks>
    /// An objection without a purpose is one to direct marketing: it stops <see cref="ContactPurpose.Marketing"/>. One that names a purpose
    /// stops that purpose. What it was lifted for it no longer stops.
    /// </remarks>
    public bool Stops(string channel, ContactPurpose purpose) =>
        !IsLift && (Purpose ?? ContactPurpose.Marketing) == purpose && !LiftedFor.Contains((channel, purpose)) && (Channel is null || string.Equals(Channel, channel, StringComparison.Ordinal));
}
