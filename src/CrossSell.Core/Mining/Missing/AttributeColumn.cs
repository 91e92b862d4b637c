using System.Globalization;

namespace CrossSell.Mining;

/// <summary>One attribute of all rows of a table: for each row a value, or that it is unknown.</summary>
/// <remarks>Immutable.</remarks>
public sealed class AttributeColumn
{
    private AttributeColumn(string name, int[] codes, string[] items)
    {
        Name = name;
        Codes = codes;
        Items = items;
    }

    /// <summary>The attribute's name.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Codes.Length;

    /// <summary>How many rows do not know it.</summary>
    public int UnknownCount => Codes.Count(code => code < 0);

    /// <summary>For each row the place of its item, -1 when unknown.</summary>
    internal int[] Codes { get; }

    /// <summary>The different items.</summary>
    internal string[] Items { get; }

    /// <summary>A column of categories: the item of the value <c>own</c> of <c>home</c> is <c>home=own</c>.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">The value of each row; null when it is unknown. An empty text is a value.</param>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static AttributeColumn Categorical(string name, IEnumerable<string?> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        List<int> codes = [];
        foreach (string? value in values)
        {
            int code = -1;
            if (value is not null && !codeOf.TryGetValue(value, out code))
            {
                codeOf.Add(value, code = codeOf.Count);
            }

            codes.Add(code);
        }

        return new AttributeColumn(name, [.. codes], [.. codeOf.Keys.Select(value => $"{name}={value}")]);
    }

    /// <summary>A column of numbers in the user's bins: with edges 18 and 65 the items of <c>age</c> are <c>age=(-Inf,18)</c>, <c>age=[18,65)</c>, <c>age=[65,Inf)</c>.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">The value of each row; null or NaN when it is unknown.</param>
    /// <param name="edges">Where bins begin, ascending, finite. A value on an edge belongs to the bin above.</param>
    /// <exception cref="ArgumentException">The name is null or empty, or the edges are none, not finite, or do not ascend.</exception>
    public static AttributeColumn Binned(string name, IEnumerable<double?> values, params ReadOnlySpan<double> edges)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        double[] starts = edges.ToArray();
        if (starts.Length == 0 || !Array.TrueForAll(starts, double.IsFinite) || starts.Zip(starts.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            string seen = string.Join(", ", starts.Select(edge => edge.ToString(CultureInfo.InvariantCulture)));
            throw new ArgumentException($"The edges of '{name}' are [{seen}]; they must be finite and ascend, at least one.", nameof(edges));
        }

        string[] marks = ["-Inf", .. starts.Select(edge => edge.ToString("R", CultureInfo.InvariantCulture)), "Inf"];
        string[] items = [.. Enumerable.Range(0, starts.Length + 1).Select(bin => $"{name}={(bin == 0 ? '(' : '[')}{marks[bin]},{marks[bin + 1]})")];
        return new AttributeColumn(name, [.. values.Select(value => value is { } number && !double.IsNaN(number) ? BinOf(number, starts) : -1)], items);
    }

    private static int BinOf(double value, double[] starts)
    {
        int found = Array.BinarySearch(starts, value);
        return found >= 0 ? found + 1 : ~found;
    }
}
