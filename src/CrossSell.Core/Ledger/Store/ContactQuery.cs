namespace CrossSell.Ledger;

/// <summary>Which contacts of a tenant are wanted, over all roots: for reconciling, sweeping and the contacts of a campaign, never on the path of a reservation.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ContactQuery
{
    /// <summary>Whose contacts.</summary>
    public required string Tenant { get; init; }

    /// <summary>In this stored state.</summary>
    public required ContactState State { get; init; }

    /// <summary>Only those whose <see cref="Contact.ChangedAt"/> is at or before this instant; null for all.</summary>
    public DateTimeOffset? ChangedUntil { get; init; }

    /// <summary>Only those whose <see cref="Contact.ExpiresAt"/> is at or before this instant; null for all.</summary>
    public DateTimeOffset? ExpiredBy { get; init; }

    /// <summary>Only those that take from this volume; null for all.</summary>
    public VolumeKey? Volume { get; init; }

    /// <summary>Only those of this campaign; null for all.</summary>
    public string? Campaign { get; init; }

    /// <summary>Only those whose <see cref="Contact.At"/> is at or before this instant; null for all.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>
    /// Only those behind this one in the order of answers; null from the first on. With the last contact of a page it gives the next: a contact that changes in the
    /// meantime moves behind all others of its new state, so none is missed.
    /// </summary>
    public Contact? After { get; init; }

    /// <summary>At most so many, the longest unchanged first (ties: by root, then id); 1 or more.</summary>
    public int Limit { get; init; } = 1000;
}
