namespace CrossSell.Ledger;

/// <summary>Which contacts of a tenant are wanted, over all roots: for reconciling and sweeping, never on the path of a reservation.</summary>
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

    /// <summary>At most so many, the longest unchanged first (ties: by root, then id); 1 or more.</summary>
    public int Limit { get; init; } = 1000;
}
