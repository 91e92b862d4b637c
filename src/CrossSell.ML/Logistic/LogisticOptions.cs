using System.Globalization;

namespace CrossSell.ML;

/// <summary>How <see cref="LogisticRegression"/> is fitted.</summary>
/// <remarks>Not thread-safe while it is changed; a fit reads it once, at its start.</remarks>
public sealed class LogisticOptions
{
    /// <summary>The strength of the ridge: the objective is the weighted sum of log losses + Ridge |b|^2 / 2, the intercept left free.</summary>
    /// <value>Default: 0, maximum likelihood. At least 0. scikit-learn's C is 1 / Ridge.</value>
    public double Ridge { get; set; }

    /// <summary>Whether the ridge holds the coefficients of standardised columns, so that the unit of a column changes no prediction.</summary>
    /// <value>Default: true. Without a ridge it makes no difference.</value>
    public bool PenalizeStandardized { get; set; } = true;

    /// <summary>The probability with which the intervals cover.</summary>
    /// <value>Default: 0.95. Strictly between 0 and 1.</value>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>The most steps of Newton's method.</summary>
    /// <value>Default: 100. At least 1.</value>
    public int MaxIterations { get; set; } = 100;

    /// <summary>The most threads. The result is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a fit can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (!(double.IsFinite(Ridge) && Ridge >= 0))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Ridge is {Ridge}; it must be a finite number of 0 or more."));
        }

        if (!(ConfidenceLevel > 0 && ConfidenceLevel < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"ConfidenceLevel is {ConfidenceLevel}; it must lie between 0 and 1, such as 0.95."));
        }

        if (MaxIterations < 1)
        {
            failures.Add($"MaxIterations is {MaxIterations}; it must be 1 or more.");
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }

    internal static void ThrowIfInvalid(IReadOnlyList<string> failures, string parameter)
    {
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), parameter);
        }
    }
}
