namespace CrossSell.Ledger;

/// <summary>What a step of the protocol locks and wants to see.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LedgerSelection
{
    /// <summary>Whose data.</summary>
    public required string Tenant { get; init; }

    /// <summary>The roots, each once. A store locks them in the order of their keys, whatever the order here.</summary>
    public required IReadOnlyList<RootSelection> Roots { get; init; }

    /// <summary>Volumes to lock and see, each once; locked after the roots, in order.</summary>
    public IReadOnlyList<VolumeKey> Volumes { get; init; } = [];

    /// <summary>Whose objections are wanted.</summary>
    public IReadOnlyList<ContactPointHash> ObjectionSubjects { get; init; } = [];

    /// <summary>How far before now (or <see cref="Earliest"/>) contacts are wanted; null for all of them.</summary>
    public TimeSpan? Horizon { get; init; }

    /// <summary>The earliest instant that will be asked about, when it lies before now; null otherwise.</summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>Whether offers and answers are wanted too. Contacts, consents, holds and changes of class always are.</summary>
    public bool WithOffers { get; init; }

    /// <summary>Whether the decision log and the uses of consents are wanted too: for export and erasure, never on the path of a reservation.</summary>
    public bool WithLog { get; init; }

    /// <summary>The instant from which on contacts are wanted, that instant included; null for all of them.</summary>
    /// <param name="now">The store's clock after the lock.</param>
    public DateTimeOffset? Since(DateTimeOffset now)
    {
        DateTimeOffset from = Earliest is { } earliest && earliest < now ? earliest : now;
        return Horizon is not { } horizon ? null
            : from - DateTimeOffset.MinValue <= horizon ? DateTimeOffset.MinValue
            : LedgerTime.Truncate(from - horizon);
    }
}
