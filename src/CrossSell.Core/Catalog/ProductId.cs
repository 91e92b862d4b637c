namespace CrossSell;

/// <summary>The exact text by which a product is known in the user's own systems; <c>"007"</c> and <c>"7"</c> are two products.</summary>
/// <remarks>An immutable value, safe from any thread. Equality is ordinal. The default value has no text and equals no product of a catalogue.</remarks>
public readonly record struct ProductId
{
    private readonly string? _value;

    /// <summary>Takes the id as it is: nothing is trimmed, folded or parsed.</summary>
    /// <param name="value">The id's text, not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or empty.</exception>
    public ProductId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The id's text; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;
}
