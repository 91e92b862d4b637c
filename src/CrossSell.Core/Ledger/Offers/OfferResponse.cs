namespace CrossSell.Ledger;

/// <summary>An answer to an offer. Rows are only ever added; a correction is a new row that supersedes an earlier one.</summary>
/// <remarks>Immutable and thread-safe. Free text belongs elsewhere: a ledger holds ids, dates and codes.</remarks>
public sealed record OfferResponse
{
    /// <summary>Names the row; a second record with the same id and content is the same row.</summary>
    public required string Id { get; init; }

    /// <summary>The <see cref="Offer.Id"/> answered.</summary>
    public required string OfferId { get; init; }

    /// <summary>Who answered.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The product that was offered.</summary>
    public required ProductId Product { get; init; }

    /// <summary>What came back.</summary>
    public required OfferResponseKind Kind { get; init; }

    /// <summary>Why it was declined; <see cref="DeclineReason.None"/> for anything else.</summary>
    public DeclineReason Reason { get; init; }

    /// <summary>Until when it is postponed, or the other contract runs; null when no day was named.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The conversation it was said in: several answers of one conversation count once for the customer's class.</summary>
    public required string Conversation { get; init; }

    /// <summary>The contact it was said in, or null.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Who noted it, as an id, or null.</summary>
    public string? By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The <see cref="Id"/> of the answer that this one corrects, or null.</summary>
    public string? Supersedes { get; init; }

    /// <summary>The price that was offered, or null: a price decline ends early when the price falls.</summary>
    public decimal? Price { get; init; }
}
