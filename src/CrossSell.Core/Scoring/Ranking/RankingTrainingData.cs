namespace CrossSell;

/// <summary>What a ranking is learned from.</summary>
/// <remarks>Immutable; nothing in it is copied.</remarks>
public sealed record RankingTrainingData
{
    /// <summary>The purchases.</summary>
    public required PurchaseHistory History { get; init; }

    /// <summary>For each product of the history whether it may be offered; null for all.</summary>
    public bool[]? Offered { get; init; }

    /// <summary>For each product of the history whether it may be bought again; null for none.</summary>
    public bool[]? Repeatable { get; init; }

    /// <summary>For each product of the history its category, null for one without; null when no categories are known.</summary>
    public IReadOnlyList<string?>? Categories { get; init; }

    /// <summary>What is known of the customers, with their ids as keys; null for nothing.</summary>
    public CustomerTable? Customers { get; init; }

    /// <summary>The contacts with customers; null where none are known.</summary>
    public CustomerContacts? Contacts { get; init; }

    /// <summary>Who learns what customers have and are says of products; null for the ranking's own choice where there are customers or contacts, and for nobody where there are neither.</summary>
    public IProductPropensityTrainer? Propensity { get; init; }

    /// <summary>Within which time a purchase counts; null for the ranking's own choice.</summary>
    public TimeSpan? Horizon { get; init; }
}
