namespace CrossSell;

/// <summary>A product that a campaign offers, with its terms.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product; the catalogue must list it.</param>
public sealed record CampaignOffer(ProductId Product)
{
    /// <summary>What one sale earns, before the cost of the contact, in the currency of the plan; null for the catalogue's margin.</summary>
    public double? Margin { get; init; }

    /// <summary>What the business wants to push or hold back; 0 or more. Default: 1, neither.</summary>
    public double Lever { get; init; } = 1;

    /// <summary>The most contacts about it in the whole campaign, as many as can be delivered; null for no limit, 0 for none.</summary>
    public int? Maximum { get; init; }

    /// <summary>The least contacts about it, such as a volume that was promised; null for none.</summary>
    public int? Minimum { get; init; }
}
