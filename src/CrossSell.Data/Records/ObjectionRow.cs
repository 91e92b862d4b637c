using CrossSell.Ledger;

namespace CrossSell;

/// <summary>One row of a file of objections: who, or which address or number, does not want to be contacted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ObjectionRow
{
    /// <summary>The customer; null when only the contact point is known.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The address or number; null when it is not known.</summary>
    public string? ContactPoint { get; init; }

    /// <summary>The only channel it is about; null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>The only purpose it is about; null for direct marketing.</summary>
    public ContactPurpose? Purpose { get; init; }
}
