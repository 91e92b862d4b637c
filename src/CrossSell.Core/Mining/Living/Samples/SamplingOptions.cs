using System.Globalization;

namespace CrossSell.Mining;

/// <summary>How <see cref="ItemsetSampler"/> looks at a part of the transactions: how wrong it may be, and how often.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class SamplingOptions
{
    /// <summary>The smallest support, in all transactions, of an itemset that is found.</summary>
    /// <value>Default: 1 % of the transactions.</value>
    public SupportThreshold MinSupport { get; set; } = SupportThreshold.FromShare(0.01m);

    /// <summary>The most that a support may be wrong, of the kind that <see cref="ErrorKind"/> says.</summary>
    /// <value>Default: 0.2. More than 0; less than 1 when relative, less than the minimum support when absolute. The sample grows with its inverse square.</value>
    public double MaxError { get; set; } = 0.2;

    /// <summary>What the error is measured against.</summary>
    /// <value>Default: <see cref="SampleErrorKind.Relative"/>.</value>
    public SampleErrorKind ErrorKind { get; set; }

    /// <summary>The probability that some support is further off: all hold at the same time with 1 minus this.</summary>
    /// <value>Default: 0.05. Between 0 and 1. The sample grows with its logarithm only.</value>
    public double Delta { get; set; } = 0.05;

    /// <summary>Chooses the sample: the same seed takes the same transactions.</summary>
    public long Seed { get; set; }

    /// <summary>The most items of an itemset; longer ones make the sample larger.</summary>
    /// <value>Default: null, any number. At least 1.</value>
    public int? MaxLength { get; set; }

    /// <summary>The most itemsets, found or to be counted; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 50,000,000. At least 1.</value>
    public long MaxItemsets { get; set; } = new MiningOptions().MaxItemsets;

    /// <summary>The most memory, in bytes, that one search or count may take, beside the transactions themselves.</summary>
    /// <value>Default: half of what this process may use.</value>
    public long MaxMemoryBytes { get; set; } = new MiningOptions().MaxMemoryBytes;

    /// <summary>The most threads that work. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (!(MaxError > 0) || MaxError >= 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MaxError is {MaxError}; it must be more than 0 and less than 1."));
        }

        if (!(Delta > 0) || Delta >= 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Delta is {Delta}; it must be more than 0 and less than 1."));
        }

        if (!Enum.IsDefined(ErrorKind))
        {
            failures.Add($"ErrorKind is {(int)ErrorKind}; it must be Relative or Absolute.");
        }

        failures.AddRange(ForMining(MinSupport).Validate());
        return failures;
    }

    internal SamplingOptions Copy() => (SamplingOptions)MemberwiseClone();

    internal MiningOptions ForMining(SupportThreshold minSupport) => new()
    {
        MinSupport = minSupport, MaxLength = MaxLength, MaxItemsets = MaxItemsets, MaxMemoryBytes = MaxMemoryBytes, MaxThreads = MaxThreads,
    };

    internal CountingOptions ForCounting() => new() { MaxMemoryBytes = MaxMemoryBytes, MaxThreads = MaxThreads };
}
