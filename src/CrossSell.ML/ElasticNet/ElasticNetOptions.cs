using System.Globalization;

namespace CrossSell.ML;

/// <summary>What <see cref="ElasticNet"/> fits. The objective is glmnet's: mean log loss + lambda (alpha |b|_1 + (1 - alpha) |b|^2 / 2), over standardised columns, the intercept left free.</summary>
/// <remarks>Not thread-safe while it is changed; a fit reads it once, at its start.</remarks>
public sealed class ElasticNetOptions
{
    /// <summary>The mix: 1 for the lasso, 0 for the ridge.</summary>
    /// <value>Default: 1. From 0 to 1.</value>
    public double Alpha { get; set; } = 1;

    /// <summary>The strengths, if they are known.</summary>
    /// <value>Default: empty, which takes <see cref="LambdaCount"/> of them from the least that keeps every coefficient at 0 down, evenly by logarithm. Each above 0.</value>
    public IList<double> Lambdas { get; } = [];

    /// <summary>How many strengths are found.</summary>
    /// <value>Default: 100. At least 1.</value>
    public int LambdaCount { get; set; } = 100;

    /// <summary>The least strength as a share of the greatest.</summary>
    /// <value>Default: null, 1e-4 where there are more rows than columns, else 0.01. Between 0 and 1.</value>
    public double? LambdaMinRatio { get; set; }

    /// <summary>The most threads. The result is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a fit can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (!(Alpha >= 0 && Alpha <= 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Alpha is {Alpha}; it must be from 0 to 1."));
        }

        foreach (double lambda in Lambdas)
        {
            if (!(double.IsFinite(lambda) && lambda > 0))
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"A lambda is {lambda}; each must be a finite number above 0."));
            }
        }

        if (LambdaCount < 1)
        {
            failures.Add($"LambdaCount is {LambdaCount}; it must be 1 or more.");
        }

        if (LambdaMinRatio is double ratio && !(ratio > 0 && ratio < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"LambdaMinRatio is {ratio}; it must be null or lie between 0 and 1."));
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
