namespace CrossSell.Testing;

/// <summary>
/// A rule that a generated market was made to obey: of those who take all <see cref="Antecedents"/>, exactly the share
/// <see cref="Confidence"/> takes the <see cref="Consequent"/> afterwards, whatever else is known of them; of the others exactly the
/// share <see cref="BaseProbability"/>.
/// </summary>
/// <remarks>
/// These are probabilities of the market, not counts of one sample: n customers show them within binomial error. Immutable.
/// </remarks>
public sealed record PlantedRule
{
    /// <summary>Product ids, one or two, all of which must have been taken.</summary>
    public required IReadOnlyList<string> Antecedents { get; init; }

    /// <summary>The product id that follows.</summary>
    public required string Consequent { get; init; }

    /// <summary>P(consequent | all antecedents), in [0, 1].</summary>
    public required double Confidence { get; init; }

    /// <summary>P(consequent | not all antecedents), in [0, 1].</summary>
    public required double BaseProbability { get; init; }

    /// <summary>P(antecedents and consequent), in [0, 1]; null when it changes with the season.</summary>
    public required double? Support { get; init; }

    /// <summary>Confidence / P(consequent); below 1 for a planted rejection; null when it changes with the season.</summary>
    public required double? Lift { get; init; }

    /// <summary>Share of the followers who take the consequent on the same day, in the same basket, in [0, 1].</summary>
    public required double SameDayShare { get; init; }

    /// <summary>The longest time from the (last) antecedent to the consequent, in days; 0 when they share the basket.</summary>
    public required int MaxDelayDays { get; init; }
}
