namespace CrossSell;

/// <summary>What a policy would have admitted and suppressed of a log.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SimulationReport
{
    /// <summary>The <see cref="PolicySet.Hash"/> of the policy that was tried.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>How many contacts were wanted.</summary>
    public required long Wanted { get; init; }

    /// <summary>What they are worth.</summary>
    public required double WantedValue { get; init; }

    /// <summary>How many were admitted.</summary>
    public required long Admitted { get; init; }

    /// <summary>What those are worth.</summary>
    public required double AdmittedValue { get; init; }

    /// <summary>Each rule that spoke against a contact: limits and quiet hours in the policy's order, then the rest by code. A contact that several spoke against counts for each of them.</summary>
    public required IReadOnlyList<RuleImpact> Rules { get; init; }

    /// <summary>What relaxing each limit is worth, in the policy's order: one more allowed (not for least distances, which have no number), then taken away.</summary>
    public required IReadOnlyList<RuleRelaxation> Relaxations { get; init; }
}
