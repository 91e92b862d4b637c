namespace CrossSell.Testing;

/// <summary>One contract, or one trip of a repurchasable product. Immutable.</summary>
public sealed record InsuranceContract
{
    /// <summary>The product id.</summary>
    public required string Product { get; init; }

    /// <summary>The sale: contracts that a customer signed on one day share it. Unique across customers.</summary>
    public required string Basket { get; init; }

    /// <summary>The day of signing, within the period of the market.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>
    /// The first day on which it is no longer held, later than <see cref="SignedOn"/>; null when it is open-ended. Up to the end of the
    /// period: it lapsed, or the trip is over. Later: a term that still runs.
    /// </summary>
    public required DateOnly? Until { get; init; }

    /// <summary>Yearly premium in euros (of a trip: its price), two decimals.</summary>
    public required decimal Premium { get; init; }

    /// <summary>Who sold it; null when the customer bought online.</summary>
    public required string? Seller { get; init; }

    /// <summary>One of <see cref="InsuranceMarket.Channels"/>.</summary>
    public required string Channel { get; init; }
}
