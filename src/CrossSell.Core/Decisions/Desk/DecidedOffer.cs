namespace CrossSell;

/// <summary>An offer to make now, with everything that is needed to make it.</summary>
/// <remarks>Immutable.</remarks>
public sealed record DecidedOffer
{
    /// <summary>From 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The product.</summary>
    public required Product Product { get; init; }

    /// <summary>The model's recommendation, with its reason; its rank is the place here.</summary>
    public required Recommendation Recommendation { get; init; }

    /// <summary>What it is worth, term by term.</summary>
    public required OfferValue Value { get; init; }

    /// <summary>Whether the product's margin was unknown, so that the median margin of the catalogue, or 1, stands for it.</summary>
    public bool IsValueAssumed { get; init; }

    /// <summary>The probability with which this product was to stand first.</summary>
    public required double FirstPlaceProbability { get; init; }

    /// <summary>The reason to listen that goes with it and that the customer has not heard; null when there is none.</summary>
    public Hook? Hook { get; init; }

    /// <summary>What to say to what the customer may object, first what he has objected to before.</summary>
    public IReadOnlyList<ObjectionHint> ObjectionHints { get; init; } = [];
}
