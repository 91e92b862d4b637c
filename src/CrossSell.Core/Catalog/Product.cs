namespace CrossSell;

/// <summary>What may be sold, as the catalogue describes it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Product
{
    private readonly LocalizedText? _name;

    /// <summary>The product's id, the same text as in the purchases.</summary>
    public required ProductId Id { get; init; }

    /// <summary>The name that a seller or customer reads; the id's text when none is given.</summary>
    public LocalizedText Name
    {
        get => _name ?? new LocalizedText(Id.Value);
        init => _name = value;
    }

    /// <summary>The product's category, or null when it has none.</summary>
    public string? Category { get; init; }

    /// <summary>Held (the default) or repurchasable: whether a purchase means ownership.</summary>
    public ProductKind Kind { get; init; }

    /// <summary>What one sale earns, in the catalogue's one currency; null when unknown.</summary>
    public decimal? Margin { get; init; }

    /// <summary>The price at which it is offered, in the catalogue's one currency; null when unknown. A decline for the price ends when it falls far enough.</summary>
    public decimal? Price { get; init; }

    /// <summary>The name of the set of products that a customer takes for the same thing: owning or declining one speaks for all. Null when it stands alone.</summary>
    public string? EquivalenceSet { get; init; }

    /// <summary>The name of the upgrade ladder on which the product is a step; null when it is on none. Who owns a higher step owns the lower ones.</summary>
    public string? Ladder { get; init; }

    /// <summary>The step of <see cref="Ladder"/>, higher is better; each rank once on a ladder. Null exactly when <see cref="Ladder"/> is.</summary>
    public int? Rank { get; init; }

    /// <summary>The product of which this is a variant, such as another colour or size; null when it is none. All variants of one product count as the same.</summary>
    public ProductId? VariantOf { get; init; }

    /// <summary>The name of the group of which a customer may own one product at most; null when it is in none.</summary>
    public string? ExclusiveGroup { get; init; }

    /// <summary>From when the product may be offered; null for always.</summary>
    public DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>From when the product may not be offered any more, that instant excluded from the sale; null for never. After <see cref="AvailableFrom"/>.</summary>
    public DateTimeOffset? AvailableUntil { get; init; }

    /// <summary>The regions where it may be offered, compared ordinally; empty for everywhere.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The channels by which it may be offered, compared ordinally; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The key under which its stock is counted; null for a product that never runs out.</summary>
    public string? StockKey { get; init; }

    /// <summary>The name for messages: the default name, and the id where it differs.</summary>
    internal string NameWithId => string.Equals(Name.Default, Id.Value, StringComparison.Ordinal) ? $"'{Id}'" : $"'{Name.Default}' ({Id})";

    /// <summary>Equal in everything that a reader sees: a product without a name of its own is named by its id.</summary>
    public bool Equals(Product? other) =>
        other is not null
        && Id == other.Id
        && Name.Equals(other.Name)
        && string.Equals(Category, other.Category, StringComparison.Ordinal)
        && Kind == other.Kind
        && Margin == other.Margin
        && Price == other.Price
        && string.Equals(EquivalenceSet, other.EquivalenceSet, StringComparison.Ordinal)
        && string.Equals(Ladder, other.Ladder, StringComparison.Ordinal)
        && Rank == other.Rank
        && VariantOf == other.VariantOf
        && string.Equals(ExclusiveGroup, other.ExclusiveGroup, StringComparison.Ordinal)
        && AvailableFrom == other.AvailableFrom
        && AvailableUntil == other.AvailableUntil
        && string.Equals(StockKey, other.StockKey, StringComparison.Ordinal)
        && Regions.SequenceEqual(other.Regions, StringComparer.Ordinal)
        && Channels.SequenceEqual(other.Channels, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();
}
