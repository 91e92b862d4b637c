using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>A rising curve that turns probabilities into such as agree with what happened. Fit one on customers that the model had not learned from.</summary>
/// <remarks>Immutable and thread-safe. The order of customers never turns round; isotonic calibration may make neighbours equal.</remarks>
public abstract class ProbabilityCalibration
{
    private protected ProbabilityCalibration()
    {
    }

    /// <summary>The calibrated probability, strictly between 0 and 1.</summary>
    /// <param name="probability">A probability, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside that range.</exception>
    public double Apply(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, FormattableString.Invariant($"The probability is {probability}; it must lie between 0 and 1."));
        }

        return LogisticFunction.Clip(Map(LogisticFunction.Clip(probability)));
    }

    /// <summary>Platt's line on the logit: two numbers, safe from a hundred buyers on (Platt 1999, without his changed targets).</summary>
    /// <inheritdoc cref="FitIsotonic" path="/param|/exception"/>
    public static ProbabilityCalibration FitPlatt(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        (double[] logits, double[] y, double[]? w) = Check(probabilities, labels, weights);
        return new PlattCalibration(Learning.PlattLine.Fit(logits, y, w));
    }

    /// <summary>Beta calibration, three numbers: also right for probabilities that are pressed towards 0 or 1 on one side only (Kull, Silva Filho, Flach 2017).</summary>
    /// <inheritdoc cref="FitIsotonic" path="/param|/exception"/>
    public static ProbabilityCalibration FitBeta(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        (double[] logits, double[] y, double[]? w) = Check(probabilities, labels, weights);
        return new BetaCalibration(Calibration.BetaCurve.Fit(logits, y, w));
    }

    /// <summary>The rising steps that fit best (pool adjacent violators), for thousands of buyers; joined by lines, and held inside (0, 1) by half a customer.</summary>
    /// <param name="probabilities">One a customer, 0 to 1, from a model that had not learned from them.</param>
    /// <param name="labels">For each customer whether they bought.</param>
    /// <param name="weights">For each customer how often they count; empty for once each.</param>
    /// <exception cref="PropensityTrainingException">All labels are alike.</exception>
    /// <exception cref="ArgumentException">Lengths differ, or a number is no probability.</exception>
    public static ProbabilityCalibration FitIsotonic(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        Check(probabilities, labels, weights);
        return IsotonicCalibration.Fit(probabilities, labels, weights);
    }

    /// <summary>The curve itself, on probabilities strictly inside (0, 1).</summary>
    private protected abstract double Map(double probability);

    private static (double[] Logits, double[] Labels, double[]? Weights) Check(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        if (labels.Length != probabilities.Length || (weights.Length != 0 && weights.Length != labels.Length))
        {
            throw new ArgumentException($"There are {probabilities.Length} probabilities, {labels.Length} labels and {weights.Length} weights; each customer needs one of each, or none a weight.", nameof(probabilities));
        }

        double[] logits = new double[labels.Length];
        double[] y = new double[labels.Length];
        for (int i = 0; i < y.Length; i++)
        {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"The probability of customer {i + 1} is {probabilities[i]}; it must lie between 0 and 1."), nameof(probabilities));
            }

            logits[i] = LogisticFunction.Logit(LogisticFunction.Clip(probabilities[i]));
            y[i] = labels[i] ? 1 : 0;
        }

        TrainingChecks.RequireBothClasses(labels);
        return (logits, y, weights.Length == 0 ? null : weights.ToArray());
    }
}
