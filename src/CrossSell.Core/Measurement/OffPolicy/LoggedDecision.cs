using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A decision that was made and logged with its probability, seen by another policy that is to be judged without having been tried.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LoggedDecision
{
    /// <summary>The probability with which what was offered was chosen then, above 0, at most 1.</summary>
    public required double LoggedProbability { get; init; }

    /// <summary>The probability with which the other policy offers the same, from 0 to 1.</summary>
    public required double TargetProbability { get; init; }

    /// <summary>What came of it, such as 1 for a sale or the margin.</summary>
    public required double Reward { get; init; }

    /// <summary>What a model expected of what was offered; only for the doubly robust estimate. The model must not have learned from this decision.</summary>
    public double ExpectedReward { get; init; }

    /// <summary>What the model expects of the other policy in the same place: over all that it may offer, probability times expectation.</summary>
    public double ExpectedRewardOfTarget { get; init; }

    /// <summary>Whose decision it was: those of one customer are not independent, and count as one for the interval. Null for decisions that are all of different customers.</summary>
    public int? Customer { get; init; }
}
