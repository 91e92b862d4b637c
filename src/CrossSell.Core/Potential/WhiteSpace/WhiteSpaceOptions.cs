namespace CrossSell;

/// <summary>What <see cref="WhiteSpace.Of"/> may know beyond history and catalogue.</summary>
/// <remarks>Not thread-safe while it is changed; read once, at the start.</remarks>
public sealed class WhiteSpaceOptions
{
    /// <summary>The categories, in the order of the columns. A product stands in the narrowest of them that contains it; one in none of them is left out.</summary>
    /// <value>Default: null, every category that a product of the catalogue names, in ordinal order.</value>
    public IReadOnlyList<string>? Categories { get; set; }

    /// <summary>Whether a category is for a customer. What somebody has is for him whatever this says.</summary>
    /// <value>Default: null, every category is for everybody.</value>
    public CategoryRelevance? IsRelevant { get; set; }

    /// <summary>
    /// Everything that is known of a customer beyond his purchases: offers, answers, permissions, contracts with others. It replaces what the history says of his
    /// holdings; null for a customer of whom no more is known. Must be pure and thread-safe.
    /// </summary>
    /// <value>Default: null, nothing more is known of anybody.</value>
    public Func<CustomerId, CustomerFacts?>? Facts { get; set; }

    /// <summary>What an offer may bring: of several products that may be offered in a category the one of the greatest expected margin stands for the gap.</summary>
    /// <value>Default: null; the first one in the catalogue's order stands for it.</value>
    public GapEstimator? Estimate { get; set; }

    /// <summary>For how long a repurchasable product counts as owned after a purchase.</summary>
    /// <value>Default: 365 days. Zero or more.</value>
    public TimeSpan RepurchaseWindow { get; set; } = TimeSpan.FromDays(365);

    /// <summary>The most threads. The result is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (RepurchaseWindow < TimeSpan.Zero)
        {
            failures.Add(FormattableString.Invariant($"RepurchaseWindow is {RepurchaseWindow}; it must be zero or more."));
        }

        if (MaxThreads is < 1)
        {
            failures.Add($"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        }

        foreach (IGrouping<string, string> name in (Categories ?? []).GroupBy(c => c ?? "", StringComparer.Ordinal).Where(g => g.Key.Length == 0 || g.Count() > 1))
        {
            failures.Add($"The category '{name.Key}' is empty or stands {name.Count()} times; each needs a name of its own, once.");
        }

        return failures;
    }
}
