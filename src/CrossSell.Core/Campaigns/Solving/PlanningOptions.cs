namespace CrossSell.Campaigns;

/// <summary>When a planner stops, and how many threads it takes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PlanningOptions
{
    /// <summary>The gap at which it stops. Default: 0.0005, that is 0.05 %. 0 or more, finite; 0 for as good as it gets.</summary>
    public double TargetGap { get; init; } = 0.0005;

    /// <summary>The most looks at all customers. Default: 300. At least 1.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>
    /// The most time. Default: null, no limit: then the same problem makes the same plan, byte for byte, on any machine of the same kind and with any number of threads.
    /// With a limit it depends on how fast the machine is. More than zero; looked at between iterations.
    /// </summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>The clock of <see cref="MaxTime"/>. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The most threads. The result is the same for any number. Default: null, one for each core. At least 1.</summary>
    public int? MaxThreads { get; init; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(TargetGap >= 0 && double.IsFinite(TargetGap), FormattableString.Invariant($"TargetGap is {TargetGap}; it must be a finite number of 0 or more, such as 0.001."));
        Require(MaxIterations >= 1, $"MaxIterations is {MaxIterations}; it must be 1 or more.");
        Require(!(MaxTime <= TimeSpan.Zero), $"MaxTime is {MaxTime}; it must be null or more than zero.");
        Require(Clock is not null, "Clock is null; it must be a TimeProvider.");
        Require(MaxThreads is null or >= 1, $"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        return failures;

        void Require(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }
}
