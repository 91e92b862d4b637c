namespace CrossSell.ML;

/// <summary>Why a customer got their probability.</summary>
/// <param name="BaseLogit">The mean logit of the training customers.</param>
/// <param name="Contributions">In the order in which the model adds them: columns by name, then crosses, which trees have none of.</param>
/// <param name="Logit">
/// The logit before calibration. Of a logistic model it is the base and then each contribution, added in that order, to the last bit; of trees it is the sum of
/// their leaves, which base and contributions add up to within 1e-12.
/// </param>
/// <param name="CalibratedLogit">The logit after the calibration, a step of its own.</param>
/// <param name="Probability">The customer's probability, strictly between 0 and 1.</param>
public sealed record PropensityExplanation(
    double BaseLogit, IReadOnlyList<FeatureContribution> Contributions, double Logit, double CalibratedLogit, double Probability)
{
    /// <summary>The steps by name: the sum of the contributions, the calibration, and the base rate where it is not that of the training.</summary>
    /// <value>The probability is 1 / (1 + exp(-logit)) of the last one, held strictly inside (0, 1).</value>
    public IReadOnlyList<ExplanationStep> Steps { get; init; } = [];

    /// <summary>The contributions by size, the greatest first; ties keep their order.</summary>
    public IEnumerable<FeatureContribution> Strongest => Contributions.OrderByDescending(contribution => Math.Abs(contribution.Contribution));

    /// <summary>The reasons in words: contributions put together by what people call their columns, protected columns left out.</summary>
    /// <param name="names">What the columns are called; null for their own names with the customer's values.</param>
    public PropensityReasons Reasons(ReasonNames? names = null) => PropensityReasons.Of(Contributions, names ?? new ReasonNames());
}
