using System.Globalization;
using CrossSell.Measurement;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Judges a policy by decisions that another one made and logged with their probabilities.</summary>
/// <remarks>
/// <para>
/// Right only where the logging policy gave everything that the other offers some probability: what it never chose, no weight can bring back. So log with exploration.
/// </para>
/// <para>Pure functions, O(n), thread-safe. Intervals are normal ones over customers' sums; they need some hundred customers with weight.</para>
/// </remarks>
public static class OffPolicyEvaluation
{
    /// <summary>Inverse probability weighting (Horvitz and Thompson 1952): the mean of weight times reward. Unbiased, and wide where weights are great.</summary>
    /// <param name="decisions">The log, of two customers or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two customers, or a decision is outside its ranges.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public static OffPolicyEstimate InverseProbability(ReadOnlySpan<LoggedDecision> decisions, double confidenceLevel = 0.95)
    {
        double[] weights = Weights(decisions, confidenceLevel);
        double[] terms = new double[weights.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = weights[i] * decisions[i].Reward;
        }

        return Around(Mean(terms), terms, decisions, weights, confidenceLevel);
    }

    /// <summary>The self-normalised estimate (Hájek 1971): weighted rewards over the sum of weights. A little biased in small logs, steadier than <see cref="InverseProbability"/>.</summary>
    /// <param name="decisions">The log, of two customers or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two customers, a decision is outside its ranges, or the other policy offers nothing of what was offered.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public static OffPolicyEstimate SelfNormalized(ReadOnlySpan<LoggedDecision> decisions, double confidenceLevel = 0.95)
    {
        double[] weights = Weights(decisions, confidenceLevel);
        double total = weights.Sum();
        if (total == 0)
        {
            throw new ArgumentException("The other policy offers nothing of what was offered; the log says nothing about it.", nameof(decisions));
        }

        double weighted = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            weighted += weights[i] * decisions[i].Reward;
        }

        // The error of a ratio is that of its linear part: weight times (reward - estimate) over the mean weight.
        double estimate = weighted / total;
        double[] terms = new double[weights.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = weights[i] * (decisions[i].Reward - estimate) / (total / weights.Length);
        }

        return Around(estimate, terms, decisions, weights, confidenceLevel);
    }

    /// <summary>The doubly robust estimate (Dudík, Langford and Li 2011): a model's expectation, put right by the weighted errors that it made. Right when either the model or the probabilities are.</summary>
    /// <param name="decisions">The log with expectations, of two customers or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two customers, or a decision is outside its ranges.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public static OffPolicyEstimate DoublyRobust(ReadOnlySpan<LoggedDecision> decisions, double confidenceLevel = 0.95)
    {
        double[] weights = Weights(decisions, confidenceLevel);
        double[] terms = new double[weights.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = decisions[i].ExpectedRewardOfTarget + (weights[i] * (decisions[i].Reward - decisions[i].ExpectedReward));
        }

        return Around(Mean(terms), terms, decisions, weights, confidenceLevel);
    }

    private static double[] Weights(ReadOnlySpan<LoggedDecision> decisions, double confidenceLevel)
    {
        Proportions.RequireLevel(confidenceLevel);
        double[] weights = new double[decisions.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            LoggedDecision one = decisions[i];
            string? fault = one.LoggedProbability is not (> 0 and <= 1) ? string.Create(CultureInfo.InvariantCulture, $"its logged probability is {one.LoggedProbability}; it must be above 0 and at most 1")
                : one.TargetProbability is not (>= 0 and <= 1) ? string.Create(CultureInfo.InvariantCulture, $"its target probability is {one.TargetProbability}; it must be from 0 to 1")
                : !double.IsFinite(one.Reward + one.ExpectedReward + one.ExpectedRewardOfTarget) ? "a reward is not finite" : null;
            if (fault is not null)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Decision {i}: {fault}."), nameof(decisions));
            }

            weights[i] = one.TargetProbability / one.LoggedProbability;
        }

        return weights;
    }

    private static OffPolicyEstimate Around(double estimate, double[] terms, ReadOnlySpan<LoggedDecision> decisions, double[] weights, double confidenceLevel)
    {
        (double error, int customers) = CustomerSums.ErrorOfMean(terms, decisions);
        double reach = error == 0 ? 0 : StudentDistribution.TwoSidedQuantile(confidenceLevel, customers - 1) * error;
        double total = weights.Sum();
        double squares = weights.Sum(weight => weight * weight);
        return new OffPolicyEstimate(
            new Interval(estimate, estimate - reach, estimate + reach), squares == 0 ? 0 : total * total / squares, decisions.Length, weights.Length == 0 ? 0 : weights.Max());
    }

    private static double Mean(double[] terms) => terms.Length == 0 ? 0 : terms.Sum() / terms.Length;
}
