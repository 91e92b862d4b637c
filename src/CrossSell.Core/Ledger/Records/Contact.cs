namespace CrossSell.Ledger;

/// <summary>
/// One touch of a customer, planned, reserved or made. Everything that limits match on is frozen when the slot is taken: a later move,
/// rename or change of class never reopens a window.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Instants are UTC with a resolution of one microsecond. Lists compare by reference, so two contacts read
/// at different times are compared by <see cref="Id"/>, <see cref="State"/> and <see cref="Fence"/>.
/// </remarks>
public sealed record Contact
{
    /// <summary>The contact's id, also the reservation's: made from tenant, root and idempotency key, so that a retry finds the same one.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose data this is, where one store serves several companies.</summary>
    public required string Tenant { get; init; }

    /// <summary>The subject under whose lock the contact stands; one of <see cref="Subjects"/>.</summary>
    public required SubjectKey Root { get; init; }

    /// <summary>The caller's name for this contact; within a root at most one contact has it.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>A digest of everything asked for, by which a retry is told from another request under the same key.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>All whom the contact counts for, in order and without repetition; never empty.</summary>
    public required IReadOnlyList<SubjectKey> Subjects { get; init; }

    /// <summary>The person contacted.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The way it goes, as in <c>phone</c> or <c>email</c>; the user's own names, compared ordinally.</summary>
    public required string Channel { get; init; }

    /// <summary>Who began it.</summary>
    public ContactDirection Direction { get; init; }

    /// <summary>What it is for.</summary>
    public ContactPurpose Purpose { get; init; }

    /// <summary>The campaign it belongs to, or null.</summary>
    public string? Campaign { get; init; }

    /// <summary>Product categories it speaks of; empty when none.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Free marks that rules may match; empty when none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The ids of the offers it presents; empty when none. A rule that counts offers counts these.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>The customer's class when the slot was taken, or null when it was unknown.</summary>
    public string? CustomerClass { get; init; }

    /// <summary>How far it has come, as stored. A reservation that ran out may still stand as Reserved: ask <see cref="StateAt"/>.</summary>
    public ContactState State { get; init; }

    /// <summary>The instant at which it counts: when the slot was taken, or the planned instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The local day of <see cref="At"/> in <see cref="Zone"/>, frozen; rules of calendar days count on it.</summary>
    public required DateOnly LocalDate { get; init; }

    /// <summary>The IANA id of the zone that gave <see cref="LocalDate"/>.</summary>
    public required string Zone { get; init; }

    /// <summary>True when the customer's own zone was unknown and the organisation's was taken instead.</summary>
    public bool ZoneAssumed { get; init; }

    /// <summary>Which try of the same contact this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether limits may refuse this contact.</summary>
    public bool ObeysCaps { get; init; } = true;

    /// <summary>Whether this contact uses up limits for later ones. Independent of <see cref="ObeysCaps"/>.</summary>
    public bool CountsTowardCaps { get; init; } = true;

    /// <summary>Whether the customer asked for it, as with an agreed call-back.</summary>
    public bool RequestedByCustomer { get; init; }

    /// <summary>The name of the exemption claimed for it, or null.</summary>
    public string? Exemption { get; init; }

    /// <summary>Higher numbers may bump lower ones, and see slots kept for them.</summary>
    public int Priority { get; init; }

    /// <summary>When the reservation runs out unless dispatch began; null for states that do not run out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Grows when the slot is taken, taken again, and when dispatch begins; a worker that holds an older number is refused.</summary>
    public long Fence { get; init; }

    /// <summary>What it takes from shared volumes; empty when nothing.</summary>
    public IReadOnlyList<VolumeTake> Volumes { get; init; } = [];

    /// <summary>The digest of the address or number it goes to, by which objections are found again at dispatch; null when none was given.</summary>
    public ContactPointHash? ContactPoint { get; init; }

    /// <summary>When its state last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The state as of an instant: a Reserved contact is Expired from <see cref="ExpiresAt"/> on, that instant included.</summary>
    /// <param name="now">The instant asked about.</param>
    public ContactState StateAt(DateTimeOffset now) =>
        State == ContactState.Reserved && ExpiresAt is { } end && now >= end ? ContactState.Expired : State;

    /// <summary>Whether the contact counts for a subject.</summary>
    /// <param name="subject">A customer, household or account.</param>
    public bool Concerns(SubjectKey subject)
    {
        for (int i = 0; i < Subjects.Count; i++)
        {
            if (Subjects[i] == subject)
            {
                return true;
            }
        }

        return false;
    }
}
