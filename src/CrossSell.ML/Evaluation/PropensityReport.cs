using CrossSell.ML.Evaluation;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>How good probabilities were, seen from what the customers then did.</summary>
/// <remarks>Immutable and thread-safe. Making one sorts once, O(n log n). A measure that is undefined, such as an AUC without buyers, is null.</remarks>
public sealed class PropensityReport
{
    private readonly RankingCurves _curves;

    private PropensityReport(RankingCurves curves, IReadOnlyList<CalibrationBin> calibration)
    {
        _curves = curves;
        Calibration = calibration;
    }

    /// <summary>The number of customers.</summary>
    public int Count { get; private init; }

    /// <summary>The weighted share of buyers, 0 to 1.</summary>
    public double BaseRate => _curves.Positive / _curves.Total;

    /// <summary>The mean of the probabilities. Calibrated in the large means: equal to <see cref="BaseRate"/>.</summary>
    public double MeanProbability { get; private init; }

    /// <summary>The chance that a buyer ranks above another customer, ties counting half, 0 to 1; null where one kind is missing.</summary>
    public double? Auc => _curves.AreaUnderRoc();

    /// <summary>The area under precision against recall as average precision, 0 to 1; null without buyers.</summary>
    public double? AveragePrecision => _curves.AveragePrecision();

    /// <summary>The mean of -ln(probability of what happened), 0 or more.</summary>
    public double LogLoss { get; private init; }

    /// <summary>The mean squared distance of the probability from 1 (bought) or 0, 0 to 1 (Brier 1950).</summary>
    public double Brier { get; private init; }

    /// <summary>The Brier score's parts over the bins of <see cref="Calibration"/>.</summary>
    public BrierDecomposition BrierParts
    {
        get
        {
            double rate = BaseRate;
            double reliability = 0;
            double resolution = 0;
            foreach (CalibrationBin bin in Calibration)
            {
                double share = bin.Weight / _curves.Total;
                reliability += share * (bin.MeanProbability - bin.ObservedRate) * (bin.MeanProbability - bin.ObservedRate);
                resolution += share * (bin.ObservedRate - rate) * (bin.ObservedRate - rate);
            }

            double uncertainty = rate * (1 - rate);
            return new BrierDecomposition(reliability, resolution, uncertainty, Brier - (reliability - resolution + uncertainty));
        }
    }

    /// <summary>Customers by probability in ten bins of about equal numbers, the lowest first; equal probabilities share a bin, so there may be fewer.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; }

    /// <summary>The expected calibration error: the mean distance of observed from predicted over the bins of <see cref="Calibration"/>, 0 to 1.</summary>
    public double CalibrationError => Calibration.Sum(bin => bin.Weight * Math.Abs(bin.MeanProbability - bin.ObservedRate)) / _curves.Total;

    /// <summary>The share of all buyers that the best so many customers hold, 0 to 1; ties are shared out evenly. Null without buyers.</summary>
    /// <param name="share">The share of customers that are contacted, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside that range.</exception>
    public double? Gain(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return _curves.Positive > 0 ? _curves.Captured(share * _curves.Total) / _curves.Positive : null;
    }

    /// <summary>How many times as many buyers the best customers hold as so many customers at random: <see cref="Gain"/> / share. Null without buyers.</summary>
    /// <param name="share">The share of customers that are contacted, above 0, up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside that range.</exception>
    public double? Lift(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        return Gain(share) / share;
    }

    /// <summary>How many buyers are among the first so many customers, by weight; where probabilities tie at the border, the expected number.</summary>
    /// <param name="customers">The number of customers that are contacted, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="customers"/> is negative.</exception>
    public double Captured(double customers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        return _curves.Captured(customers);
    }

    /// <summary>Judges probabilities.</summary>
    /// <param name="probabilities">One a customer, 0 to 1; for the log loss they are held inside (0, 1) by 1e-9.</param>
    /// <param name="labels">For each customer whether they bought.</param>
    /// <param name="weights">For each customer how often they count; empty for once each.</param>
    /// <exception cref="ArgumentException">There are no customers, lengths differ, or a number is no probability.</exception>
    public static PropensityReport Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        if (probabilities.Length == 0 || labels.Length != probabilities.Length || (weights.Length != 0 && weights.Length != labels.Length))
        {
            throw new ArgumentException($"There are {probabilities.Length} probabilities, {labels.Length} labels and {weights.Length} weights; each customer needs one of each, or none a weight, and at least one customer is needed.", nameof(probabilities));
        }

        double loss = 0;
        double brier = 0;
        double mean = 0;
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"The probability of customer {i + 1} is {p}; it must lie between 0 and 1."), nameof(probabilities));
            }

            double weight = weights.Length == 0 ? 1 : weights[i];
            double clipped = LogisticFunction.Clip(p);
            loss -= weight * Math.Log(labels[i] ? clipped : 1 - clipped);
            brier += weight * (labels[i] ? (1 - p) * (1 - p) : p * p);
            mean += weight * p;
            total += weight;
        }

        return new PropensityReport(new RankingCurves(probabilities, labels, weights), CalibrationCurve.Of(probabilities, labels, weights, bins: 10))
        {
            Count = labels.Length,
            LogLoss = loss / total,
            Brier = brier / total,
            MeanProbability = mean / total,
        };
    }
}
