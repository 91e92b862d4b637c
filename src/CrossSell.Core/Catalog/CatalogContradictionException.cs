namespace CrossSell;

/// <summary>The products, relations and categories of a catalogue cannot all be true. The message lists every contradiction with the products' names.</summary>
public sealed class CatalogContradictionException : ArgumentException
{
    /// <summary>Builds the exception from the contradictions.</summary>
    /// <param name="contradictions">One sentence each, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CatalogContradictionException(IReadOnlyList<string> contradictions)
        : base(MessageOf(contradictions)) => Contradictions = [.. contradictions];

    /// <summary>Every contradiction, one sentence each.</summary>
    public IReadOnlyList<string> Contradictions { get; }

    private static string MessageOf(IReadOnlyList<string> contradictions)
    {
        ArgumentNullException.ThrowIfNull(contradictions);
        return contradictions.Count > 0
            ? $"The catalogue contradicts itself. {string.Join(' ', contradictions)}"
            : throw new ArgumentException("A catalogue without contradictions is no error.", nameof(contradictions));
    }
}
