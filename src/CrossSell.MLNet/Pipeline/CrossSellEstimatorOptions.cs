namespace CrossSell.MLNet;

/// <summary>What a user may decide about <see cref="CrossSellEstimator"/>.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class CrossSellEstimatorOptions
{
    /// <summary>The column of the products that somebody has: a vector of text. Empty texts, ML.NET's missing ones, are passed over.</summary>
    /// <value>Default: <c>Products</c>. Not blank.</value>
    public string ProductsColumnName { get; set; } = "Products";

    /// <summary>The column that is added for what to offer, best first: a vector of text of varying length.</summary>
    /// <value>Default: <c>Recommendations</c>. Not blank.</value>
    public string RecommendationsColumnName { get; set; } = "Recommendations";

    /// <summary>The column that is added for the scores of the offers: a vector of <c>Single</c> as long as that of the offers.</summary>
    /// <value>Default: <c>RecommendationScores</c>. Not blank.</value>
    public string ScoresColumnName { get; set; } = "RecommendationScores";

    /// <summary>How many products are offered at most.</summary>
    /// <value>Default: 10. At least 1.</value>
    public int Count { get; set; } = 10;

    /// <summary>What may be sold.</summary>
    /// <value>Default: null, everything that anybody has.</value>
    public ProductCatalog? Catalog { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        (string Option, string Column)[] columns =
            [(nameof(ProductsColumnName), ProductsColumnName), (nameof(RecommendationsColumnName), RecommendationsColumnName), (nameof(ScoresColumnName), ScoresColumnName)];
        failures.AddRange(columns.Where(pair => string.IsNullOrWhiteSpace(pair.Column)).Select(pair => $"{pair.Option} is blank; it must name a column."));
        failures.AddRange(columns.Where(pair => !string.IsNullOrWhiteSpace(pair.Column)).GroupBy(pair => pair.Column, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{string.Join(" and ", same.Select(pair => pair.Option))} both name '{same.Key}'; each column has a name of its own."));
        if (Count < 1)
        {
            failures.Add(FormattableString.Invariant($"Count is {Count}; it must be 1 or more."));
        }

        return failures;
    }

    internal CrossSellEstimatorOptions Copy() => (CrossSellEstimatorOptions)MemberwiseClone();
}
