namespace CrossSell.Mining;

/// <summary>What <see cref="ItemsetCounter"/> may use of the machine.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class CountingOptions
{
    /// <summary>The most memory, in bytes, that a run may take for its work and its result, beside the transactions and the itemsets themselves.</summary>
    /// <value>Default: half of what this process may use. Going past it ends the run with a <see cref="MiningLimitException"/>.</value>
    public long MaxMemoryBytes { get; set; } = new MiningOptions().MaxMemoryBytes;

    /// <summary>The most threads that count. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate() => ForRun().Validate();

    internal MiningOptions ForRun() => new() { MaxMemoryBytes = MaxMemoryBytes, MaxThreads = MaxThreads };
}
