using System.Globalization;

namespace CrossSell.ML;

/// <summary>How <see cref="MultinomialRegression"/> is fitted.</summary>
/// <remarks>Not thread-safe while it is changed; a fit reads it once, at its start.</remarks>
public sealed class MultinomialOptions
{
    /// <summary>
    /// The strength of the ridge: the objective is the weighted sum of log losses + Ridge / 2 · the squares of the coefficients of all classes, the intercepts
    /// left free. No class is a reference that would be held less. With two classes it is the binary regression with half this strength.
    /// </summary>
    /// <value>Default: 0, maximum likelihood. At least 0. scikit-learn's C is 1 / Ridge.</value>
    public double Ridge { get; set; }

    /// <summary>Whether the ridge holds the coefficients of standardised columns, so that the unit of a column changes no prediction.</summary>
    /// <value>Default: true. Without a ridge it makes no difference.</value>
    public bool PenalizeStandardized { get; set; } = true;

    /// <summary>Whether <see cref="MultinomialFit.Contrasts"/> get standard errors. They need the whole Hessian: O(rows · (classes · columns)^2), against O(rows · classes · columns) for the fit.</summary>
    /// <value>Default: true. Switch it off where only probabilities are wanted and there are dozens of classes.</value>
    public bool StandardErrors { get; set; } = true;

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
}
