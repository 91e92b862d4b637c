using System.Collections.ObjectModel;

namespace CrossSell.Mining;

/// <summary>Which items a rule, or one side of it, may or must hold. Part of <see cref="RuleOptions"/>.</summary>
/// <remarks>
/// Filters are built up from <see cref="Any"/>, <see cref="Only"/>, <see cref="Except"/> or <see cref="Exactly"/>; each method gives a new filter. They steer the
/// search, they do not sift its result: what they exclude costs nothing. Immutable, therefore safe for any number of threads.
/// <example><code>
/// RuleOptions options = new()
/// {
///     Items = ItemFilter.Except("bag", "deposit"),              // never in a rule
///     AntecedentItems = ItemFilter.Any.WithAnyOf("tent"),       // rules that start from a tent
///     ConsequentItems = ItemFilter.Only("lamp", "mat", "stove") // rules about these products
/// };
/// </code></example>
/// </remarks>
public sealed class ItemFilter
{
    private ItemFilter(IReadOnlyList<string>? allowed, IReadOnlyList<string> forbidden, IReadOnlyList<string> anyOf, IReadOnlyList<string> allOf)
    {
        Allowed = allowed;
        Forbidden = forbidden;
        AnyOf = anyOf;
        AllOf = allOf;
    }

    /// <summary>No restriction.</summary>
    public static ItemFilter Any { get; } = new(null, [], [], []);

    /// <summary>The only items that may occur; null when all may.</summary>
    public IReadOnlyList<string>? Allowed { get; }

    /// <summary>Items that may not occur.</summary>
    public IReadOnlyList<string> Forbidden { get; }

    /// <summary>Items of which at least one must occur; empty when none need to.</summary>
    public IReadOnlyList<string> AnyOf { get; }

    /// <summary>Items that must all occur.</summary>
    public IReadOnlyList<string> AllOf { get; }

    /// <summary>Only these items may occur.</summary>
    /// <param name="items">Their ids.</param>
    /// <exception cref="ArgumentException">An id is null or empty.</exception>
    public static ItemFilter Only(params IEnumerable<string> items) => new(Copy(items), [], [], []);

    /// <summary>All items but these may occur.</summary>
    /// <param name="items">Their ids.</param>
    /// <exception cref="ArgumentException">An id is null or empty.</exception>
    public static ItemFilter Except(params IEnumerable<string> items) => new(null, Copy(items), [], []);

    /// <summary>Exactly these items must occur, all of them and no other.</summary>
    /// <param name="items">Their ids, at least one.</param>
    /// <exception cref="ArgumentException">There is no id, or one is null or empty.</exception>
    public static ItemFilter Exactly(params IEnumerable<string> items)
    {
        ReadOnlyCollection<string> copy = NotNone(Copy(items));
        return new ItemFilter(copy, [], [], copy);
    }

    /// <summary>This filter, and none of these items may occur.</summary>
    /// <param name="items">Their ids.</param>
    /// <exception cref="ArgumentException">An id is null or empty.</exception>
    public ItemFilter Without(params IEnumerable<string> items) => new(Allowed, [.. Forbidden.Union(Copy(items), StringComparer.Ordinal)], AnyOf, AllOf);

    /// <summary>This filter, and at least one of these items must occur; takes the place of an earlier such demand.</summary>
    /// <param name="items">Their ids, at least one.</param>
    /// <exception cref="ArgumentException">There is no id, or one is null or empty.</exception>
    public ItemFilter WithAnyOf(params IEnumerable<string> items) => new(Allowed, Forbidden, NotNone(Copy(items)), AllOf);

    /// <summary>This filter, and all of these items must occur.</summary>
    /// <param name="items">Their ids.</param>
    /// <exception cref="ArgumentException">An id is null or empty.</exception>
    public ItemFilter WithAllOf(params IEnumerable<string> items) => new(Allowed, Forbidden, AnyOf, [.. AllOf.Union(Copy(items), StringComparer.Ordinal)]);

    internal bool IsAny => Allowed is null && Forbidden.Count == 0 && AnyOf.Count == 0 && AllOf.Count == 0;

    private static ReadOnlyCollection<string> Copy(IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        string[] copy = [.. items.Distinct(StringComparer.Ordinal)];
        return Array.Exists(copy, string.IsNullOrEmpty)
            ? throw new ArgumentException("An item id is null or empty; ids are text of at least one character.", nameof(items))
            : Array.AsReadOnly(copy);
    }

    private static ReadOnlyCollection<string> NotNone(ReadOnlyCollection<string> items) =>
        items.Count > 0 ? items : throw new ArgumentException("No item is given; at least one is needed.", nameof(items));
}
