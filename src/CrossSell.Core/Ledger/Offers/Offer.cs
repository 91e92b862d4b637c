namespace CrossSell.Ledger;

/// <summary>A product offered to a customer. At most one offer per customer and <see cref="EquivalenceSet"/> is open at a time.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Offer
{
    /// <summary>The user's own id; within a customer's root at most one offer has it.</summary>
    public required string Id { get; init; }

    /// <summary>To whom.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>What.</summary>
    public required ProductId Product { get; init; }

    /// <summary>The set of products that stand for one another, of which one is enough; the product's own id when none is named.</summary>
    public required string EquivalenceSet { get; init; }

    /// <summary>The campaign it belongs to, or null.</summary>
    public string? Campaign { get; init; }

    /// <summary>The price asked, in the catalogue's one currency, or null.</summary>
    public decimal? Price { get; init; }

    /// <summary>How far it has come.</summary>
    public OfferState State { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it holds, that instant excluded; null without an end.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>When to come back to it, or null.</summary>
    public DateTimeOffset? FollowUpAt { get; init; }

    /// <summary>How often it was shown.</summary>
    public int Presentations { get; init; }

    /// <summary>When it was last shown, or null.</summary>
    public DateTimeOffset? LastPresentedAt { get; init; }

    /// <summary>Whether it waits for an answer: Presented, Open or Postponed, and still valid.</summary>
    /// <param name="now">The instant asked about.</param>
    public bool IsOpenAt(DateTimeOffset now) =>
        State is OfferState.Presented or OfferState.Open or OfferState.Postponed && (ValidUntil is not { } end || now < end);
}
