using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A customer whom a campaign may contact, with what the ledger does not know of him.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who.</param>
public sealed record CampaignTarget(CustomerRef Customer)
{
    /// <summary>How likely he takes each product; null asks the desk. A product that is not among them is not offered.</summary>
    public IReadOnlyList<ProductChance>? Propensities { get; init; }

    /// <summary>His class, for limits by class; null when it is unknown.</summary>
    public string? Class { get; init; }

    /// <summary>The IANA id of his zone; null when unknown.</summary>
    public string? Zone { get; init; }

    /// <summary>His addresses and numbers by channel, so that objections of these are found; they are digested, never stored.</summary>
    public IReadOnlyDictionary<string, string> ContactPoints { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How much likelier he answers by a channel than the propensity says; 0 or more, a channel that is absent has 1.</summary>
    public IReadOnlyDictionary<string, double> ChannelFactors { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The local hour at which he likes to be contacted, from 0 to 23; null when that is unknown.</summary>
    public int? PreferredHour { get; init; }

    /// <summary>What is known of him beside the ledger; null asks the desk.</summary>
    public CustomerFacts? Facts { get; init; }

    /// <summary>A customer who is his own root, with his chances.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="propensities">How likely he takes each product.</param>
    public static CampaignTarget Of(CustomerId customer, params IReadOnlyList<ProductChance> propensities) => new(CustomerRef.Of(customer)) { Propensities = propensities };
}
