namespace CrossSell;

/// <summary>A decision of the log with everything that the standing experiments need to judge it anew.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ExperimentDecision
{
    /// <summary>What could be offered, each product once, terms as they were then.</summary>
    public required IReadOnlyList<OfferCandidate> Candidates { get; init; }

    /// <summary>What was offered first; one of the candidates.</summary>
    public required ProductId Offered { get; init; }

    /// <summary>The probability with which it was to stand first (<see cref="ArbitratedOffer.FirstPlaceProbability"/>), above 0.</summary>
    public required double Probability { get; init; }

    /// <summary>What came of it, such as 1 for a sale or the margin.</summary>
    public required double Reward { get; init; }

    /// <summary>Whose decision it was, as a number of the caller's; null for decisions that are all of different customers.</summary>
    public int? Customer { get; init; }
}
