namespace CrossSell.Mining;

/// <summary>What <see cref="ItemsetMiner"/> looks for, and where it stops rather than take the machine down.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class MiningOptions
{
    /// <summary>The smallest support of an itemset that is found.</summary>
    /// <value>Default: 1 % of the transactions. A lower support costs more time and memory, often many times more.</value>
    public SupportThreshold MinSupport { get; set; } = SupportThreshold.FromShare(0.01m);

    /// <summary>The fewest items of an itemset that is reported.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int MinLength { get; set; } = 1;

    /// <summary>The most items of an itemset that is reported; shorter searches are faster.</summary>
    /// <value>Default: null, any length. At least <see cref="MinLength"/>. Closed and maximal mean closed and maximal among itemsets of any length.</value>
    public int? MaxLength { get; set; }

    /// <summary>All frequent itemsets, or only the closed or the maximal ones.</summary>
    /// <value>Default: <see cref="ItemsetKind.All"/>.</value>
    public ItemsetKind Kind { get; set; }

    /// <summary>The most itemsets that a run may store or hand to a visitor; one more ends it with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 50,000,000. Counting by length is not limited by it; a result that is kept never has more than <see cref="int.MaxValue"/>.</value>
    public long MaxItemsets { get; set; } = 50_000_000;

    /// <summary>The most memory, in bytes, that a run may take for its work and its result, beside the transactions themselves.</summary>
    /// <value>
    /// Default: half of what this process may use. Going past it ends the run with a <see cref="MiningLimitException"/>. Each thread takes memory of its own.
    /// </value>
    public long MaxMemoryBytes { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>The most threads that mine. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1; no more than 64, or four for each core if that is more, are ever started.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (MinLength < 1)
        {
            failures.Add($"MinLength is {MinLength}; it must be 1 or more.");
        }

        if (MaxLength is int longest && longest < Math.Max(1, MinLength))
        {
            failures.Add($"MaxLength is {longest}; it must be null or at least MinLength, {Math.Max(1, MinLength)}.");
        }

        if (!Enum.IsDefined(Kind))
        {
            failures.Add($"Kind is {(int)Kind}; it must be All, Closed or Maximal.");
        }

        if (MaxItemsets < 1)
        {
            failures.Add($"MaxItemsets is {MaxItemsets}; it must be 1 or more.");
        }

        if (MaxMemoryBytes < 1)
        {
            failures.Add($"MaxMemoryBytes is {MaxMemoryBytes}; it must be 1 or more.");
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
