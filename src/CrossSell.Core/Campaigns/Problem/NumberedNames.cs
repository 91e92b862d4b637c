namespace CrossSell.Campaigns;

/// <summary>Names, numbered in the order in which they came.</summary>
/// <param name="kind">What they name, as in <c>product</c>.</param>
internal sealed class NumberedNames(string kind)
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public string Kind { get; } = kind;

    public int Count => _names.Count;

    public int Add(string name)
    {
        if (!_numbers.TryGetValue(name, out int number))
        {
            number = _names.Count;
            _numbers.Add(name, number);
            _names.Add(name);
        }

        return number;
    }

    /// <summary>The number of a name; -1 when there is none.</summary>
    public int Find(string name) => _numbers.TryGetValue(name, out int number) ? number : -1;

    /// <summary>Which of all are named; null for all of them, when none is.</summary>
    public bool[]? Chosen(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }

        var chosen = new bool[_names.Count];
        foreach (string name in names)
        {
            if (Find(name) is >= 0 and int number)
            {
                chosen[number] = true;
            }
        }

        return chosen;
    }

    /// <summary>The first of them, for an error.</summary>
    public string Shown() => _names.Count == 0 ? "none" : string.Join(", ", _names.Take(10).Select(n => $"'{n}'")) + (_names.Count > 10 ? $" and {_names.Count - 10} more" : "");

    public string[] ToArray() => [.. _names];
}
