namespace CrossSell;

/// <summary>A reason to listen now, told once to a customer and not again.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Hook
{
    /// <summary>What a contact is marked with that told it, with <see cref="Id"/> behind it.</summary>
    public const string TagPrefix = "hook:";

    /// <summary>Names the hook; each name once.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of reason it is.</summary>
    public required HookKind Kind { get; init; }

    /// <summary>The sentence; <c>{product}</c> in it stands for the product's name in the same language.</summary>
    public required LocalizedText Text { get; init; }

    /// <summary>From when on it is true; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when it is true, that instant excluded; null for ever.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The products that it speaks for; empty for all of <see cref="Categories"/>, and for every product where that is empty too.</summary>
    public IReadOnlyList<ProductId> Products { get; init; } = [];

    /// <summary>The categories that it speaks for, those below them included.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The customers that it speaks to; null for all. Asked with what is known of the customer; must be pure.</summary>
    public Func<CustomerFacts, bool>? For { get; init; }

    /// <summary>The mark of a contact that told this hook.</summary>
    public string Tag => TagPrefix + Id;

    /// <summary>The sentence for a product.</summary>
    /// <param name="product">What is offered with it.</param>
    /// <param name="culture">The reader's culture.</param>
    public string SentenceFor(Product product, System.Globalization.CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(product);
        return Text.For(culture).Replace("{product}", product.Name.For(culture), StringComparison.Ordinal);
    }

    /// <summary>Whether it is true at an instant.</summary>
    /// <param name="now">The instant asked about.</param>
    public bool IsValidAt(DateTimeOffset now) => !(ValidFrom > now) && !(ValidUntil <= now);
}
