namespace CrossSell.Mining;

/// <summary>What a <see cref="SlidingWindowMiner"/> keeps ready, and where it stops rather than take the machine down.</summary>
/// <remarks>Not thread-safe while it is changed; a miner reads it once, when it is made.</remarks>
public sealed class WindowOptions
{
    /// <summary>The lowest support that will be asked for. Results at this and any higher support are exact.</summary>
    /// <value>Default: 1 % of the transactions. A share grows and shrinks with the window; a lower support costs more time and memory.</value>
    public SupportThreshold MinSupport { get; set; } = SupportThreshold.FromShare(0.01m);

    /// <summary>The longest itemset that will be asked for.</summary>
    /// <value>Default: null, any length. At least 1.</value>
    public int? MaxLength { get; set; }

    /// <summary>A part is never mined at a lower count than this, however small its share of the minimum support.</summary>
    /// <value>
    /// Default: 10. At least 1. Lower values make chance itemsets of small parts many; higher ones make the window be mined afresh more often. Results are the same.
    /// </value>
    public int LeastPartCount { get; set; } = 10;

    /// <summary>The most itemsets that are taken from one part; where there are more, the part is mined at a higher count. Results are the same.</summary>
    /// <value>Default: 1,000,000. At least 1.</value>
    public long MaxPartItemsets { get; set; } = 1_000_000;

    /// <summary>The most memory, in bytes, that the window may keep, and that one mining run may take beside it.</summary>
    /// <value>Default: half of what this process may use. Going past it ends the call with a <see cref="MiningLimitException"/>; the window stays as it was.</value>
    public long MaxMemoryBytes { get; set; } = new MiningOptions().MaxMemoryBytes;

    /// <summary>The most threads that mine and count. Results are the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a window can be opened.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (LeastPartCount < 1)
        {
            failures.Add($"LeastPartCount is {LeastPartCount}; it must be 1 or more.");
        }

        if (MaxPartItemsets < 1)
        {
            failures.Add($"MaxPartItemsets is {MaxPartItemsets}; it must be 1 or more.");
        }

        failures.AddRange(ForMining(MinSupport, maxItemsets: 1).Validate());
        return failures;
    }

    internal WindowOptions Copy() => (WindowOptions)MemberwiseClone();

    internal MiningOptions ForMining(SupportThreshold minSupport, long maxItemsets) => new()
    {
        MinSupport = minSupport, MaxLength = MaxLength, MaxItemsets = maxItemsets, MaxMemoryBytes = MaxMemoryBytes, MaxThreads = MaxThreads,
    };

    internal CountingOptions ForCounting() => new() { MaxMemoryBytes = MaxMemoryBytes, MaxThreads = MaxThreads };
}
