namespace CrossSell;

/// <summary>Categories with their ancestors.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<string, string?> _parentOf = new(StringComparer.Ordinal);

    public CategoryTree(IEnumerable<ProductCategory> categories, List<string> faults)
    {
        foreach (ProductCategory category in categories)
        {
            if (string.IsNullOrWhiteSpace(category.Name))
            {
                faults.Add("A category has no name.");
            }
            else if (!_parentOf.TryAdd(category.Name, category.Parent) && !string.Equals(_parentOf[category.Name], category.Parent, StringComparison.Ordinal))
            {
                faults.Add($"The category '{category.Name}' has two parents, '{_parentOf[category.Name]}' and '{category.Parent}'; a tree has one.");
            }
        }

        string[] names = [.. _parentOf.Keys];
        Dictionary<string, int> indexOf = names.Select((name, index) => (name, index)).ToDictionary(p => p.name, p => p.index, StringComparer.Ordinal);
        int[][] next = [.. names.Select(name => _parentOf[name] is { } parent && indexOf.TryGetValue(parent, out int p) ? new[] { p } : [])];
        foreach (IReadOnlyList<int> cycle in Cycles.Find(next))
        {
            faults.Add($"Categories contain one another in a circle: {string.Join(" > ", cycle.Append(cycle[0]).Select(c => $"'{names[c]}'"))}.");
        }
    }

    /// <summary>A category and those that contain it, the narrowest first. Only for a tree without faults.</summary>
    public IEnumerable<string> PathOf(string? category)
    {
        for (string? at = category; at is not null; at = _parentOf.GetValueOrDefault(at))
        {
            yield return at;
        }
    }
}
