using CrossSell.ContactPolicy;

namespace CrossSell;

/// <summary>What a batch of offers is made for, and by whom.</summary>
public sealed class BatchOptions
{
    /// <summary>The most offers for each customer.</summary>
    /// <value>Default: 10. At least 1.</value>
    public int Count { get; set; } = 10;

    /// <summary>The share of the customers that is worked on.</summary>
    /// <value>Default: all.</value>
    public CustomerShard Shard { get; set; }

    /// <summary>Bars products beyond those that a customer owns: what he declined, what he is not eligible for. Called by several threads at a time.</summary>
    /// <value>Default: null, which bars nothing.</value>
    public ProductBar? Barred { get; set; }

    /// <summary>Says whether a customer, by his place, may be contacted; only <see cref="IndexAnswer.Admitted"/> gives offers. Called by several threads at a time.</summary>
    /// <value>Default: null, which admits everyone.</value>
    public Func<int, IndexAnswer>? Contact { get; set; }

    /// <summary>The most threads. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>Told after each block how many customers were looked at, those of other shares included; in order, by one thread at a time.</summary>
    /// <value>Default: null, nobody.</value>
    public IProgress<int>? Progress { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a batch can be made.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Count < 1)
        {
            failures.Add($"Count is {Count}; it must be 1 or more.");
        }

        if (MaxThreads is < 1)
        {
            failures.Add($"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
