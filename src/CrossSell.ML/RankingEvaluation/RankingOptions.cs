using System.Globalization;

namespace CrossSell.ML;

/// <summary>How rankings are judged.</summary>
public sealed class RankingOptions
{
    /// <summary>How many products are recommended to each customer.</summary>
    /// <value>1 or more. Default: 10.</value>
    public int Top { get; set; } = 10;

    /// <summary>The most threads that score; the result is the same for any number.</summary>
    /// <value>1 or more; null, the default, for one a core.</value>
    public int? MaxThreads { get; set; }

    /// <summary>How often the customers are drawn again for an interval or a test.</summary>
    /// <value>100 or more. Default: 1000.</value>
    public int Draws { get; set; } = 1000;

    /// <summary>The probability with which an interval covers.</summary>
    /// <value>Between 0 and 1. Default: 0.95.</value>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>Decides the draws.</summary>
    /// <value>Default: 1.</value>
    public ulong Seed { get; set; } = 1;

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Top < 1)
        {
            failures.Add($"{nameof(Top)} is {Top}; at least 1 product is recommended.");
        }

        if (MaxThreads < 1)
        {
            failures.Add($"{nameof(MaxThreads)} is {MaxThreads}; it must be 1 or more, or null for one a core.");
        }

        if (Draws < 100)
        {
            failures.Add($"{nameof(Draws)} is {Draws}; at least 100 are needed.");
        }

        if (!(ConfidenceLevel > 0 && ConfidenceLevel < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(ConfidenceLevel)} is {ConfidenceLevel}; it must lie between 0 and 1."));
        }

        return failures;
    }

    internal static RankingOptions Checked(RankingOptions? options)
    {
        options ??= new RankingOptions();
        IReadOnlyList<string> failures = options.Validate();
        return failures.Count == 0 ? options : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }
}
