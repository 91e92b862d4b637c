using CrossSell.Potential;

namespace CrossSell;

/// <summary>To which of a few named groups each customer belongs: segments, regions, sellers.</summary>
/// <remarks>Immutable and thread-safe. A number for each customer, names once; groups stand in ordinal order of their names.</remarks>
public sealed class CustomerGroups
{
    private readonly int[] _codes;

    private CustomerGroups(int[] codes, string[] names)
    {
        _codes = codes;
        Names = names;
    }

    /// <summary>The number of customers.</summary>
    public int Count => _codes.Length;

    /// <summary>The groups' names, in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each customer the place of the group in <see cref="Names"/>.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Groups customers by a name for each. O(customers).</summary>
    /// <param name="names">One for each customer, in their order; null belongs to <paramref name="unknown"/>.</param>
    /// <param name="unknown">The name of the group of those whose group is unknown. Default: <c>unknown</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="names"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="unknown"/> is null or empty.</exception>
    public static CustomerGroups Of(IEnumerable<string?> names, string unknown = "unknown")
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentException.ThrowIfNullOrEmpty(unknown);
        var codes = new List<int>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string? name in names)
        {
            string known = name ?? unknown;
            if (!seen.TryGetValue(known, out int code))
            {
                seen.Add(known, code = seen.Count);
            }

            codes.Add(code);
        }

        string[] sorted = [.. seen.Keys.Order(StringComparer.Ordinal)];
        var placeOf = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            placeOf[seen[sorted[i]]] = i;
        }

        return new CustomerGroups([.. codes.Select(code => placeOf[code])], sorted);
    }

    /// <summary>One group of all customers.</summary>
    /// <param name="count">The number of customers, 0 or more.</param>
    /// <param name="name">The group's name. Default: <c>all</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 0.</exception>
    public static CustomerGroups OneOf(int count, string name = "all")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CustomerGroups(new int[count], [name]);
    }
}
