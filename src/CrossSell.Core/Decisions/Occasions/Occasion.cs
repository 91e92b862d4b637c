namespace CrossSell;

/// <summary>An occasion to speak to a customer, and how long it is one.</summary>
/// <remarks>Immutable. Compared by value.</remarks>
public sealed record Occasion
{
    /// <summary>The customer calls: valid now, about nothing in particular.</summary>
    public static Occasion InboundCall { get; } = new() { Kind = OccasionKind.InboundCall };

    /// <summary>The customer drops in: valid now, about nothing in particular.</summary>
    public static Occasion InboundVisit { get; } = new() { Kind = OccasionKind.InboundVisit };

    /// <summary>Why.</summary>
    public required OccasionKind Kind { get; init; }

    /// <summary>The product that it is about, such as the one that runs out; null for none.</summary>
    public ProductId? Product { get; init; }

    /// <summary>The offer that it follows up; null for none.</summary>
    public string? Offer { get; init; }

    /// <summary>The day that it is about, such as the end of the contract; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>From when on it is an occasion; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when it is one, that instant excluded; null for ever.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What happened, for life events: a name of the user's own, such as <c>moved</c>. Null for none.</summary>
    public string? Event { get; init; }

    /// <summary>Whether the customer came by himself: then contact limits do not speak, and what is said of offers still does.</summary>
    public bool IsInbound => Kind is OccasionKind.InboundCall or OccasionKind.InboundVisit or OccasionKind.InboundMessage;

    /// <summary>Whether the contact is about selling. After-sale service and the request for a referral are not.</summary>
    public bool IsSelling => Kind is not (OccasionKind.AfterSale or OccasionKind.Referral);

    /// <summary>Whether it is an occasion at an instant.</summary>
    /// <param name="now">The instant asked about.</param>
    public bool IsValidAt(DateTimeOffset now) => !(ValidFrom > now) && !(ValidUntil <= now);
}
