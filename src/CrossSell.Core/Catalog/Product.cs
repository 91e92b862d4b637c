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

    /// <summary>Equal in everything that a reader sees: a product without a name of its own is named by its id.</summary>
    public bool Equals(Product? other) =>
        other is not null
        && Id == other.Id
        && Name.Equals(other.Name)
        && string.Equals(Category, other.Category, StringComparison.Ordinal)
        && Kind == other.Kind
        && Margin == other.Margin;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();
}
