using CrossSell.ML.Evaluation;

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
        return _curves.Positive > 0 ? _curves.First(share * _curves.Total).Positive / _curves.Positive : null;
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
        return _curves.First(customers).Positive;
    }

    /// <summary>Customers in parts of equal size, those with the highest probabilities first: whom to contact, and what to expect of it.</summary>
    /// <param name="parts">How many parts, 1 or more; 10 for deciles.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is below 1.</exception>
    public IReadOnlyList<GainRow> GainTable(int parts = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        var rows = new List<GainRow>(parts);
        double size = _curves.Total / parts;
        (double Positive, double Expected) before = (0, 0);
        for (int part = 1; part <= parts; part++)
        {
            // The last part ends with the last customer, whatever the rounding says.
            (double Positive, double Expected) upTo = _curves.First(part == parts ? double.PositiveInfinity : part * size);
            double buyers = upTo.Positive - before.Positive;
            double? gain = _curves.Positive > 0 ? upTo.Positive / _curves.Positive : null;
            rows.Add(new GainRow(part, size, buyers, (upTo.Expected - before.Expected) / size, buyers / size, upTo.Positive, gain, gain * parts / part));
            before = upTo;
        }

        return rows;
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

        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"The probability of customer {i + 1} is {probabilities[i]}; it must lie between 0 and 1."), nameof(probabilities));
            }
        }

        var customers = RankedCustomers.Of(probabilities, labels, weights);
        return Of(customers, customers.Weights);
    }

    /// <summary>Judges customers that are in order already, with other weights: some of them, or some more than once.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="weights">In their order, 0 or more; some above 0.</param>
    internal static PropensityReport Of(RankedCustomers customers, ReadOnlySpan<double> weights)
    {
        double loss = 0;
        double brier = 0;
        double mean = 0;
        double total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double p = customers.Probabilities[i];
            double miss = customers.Labels[i] ? 1 - p : p;
            loss += weights[i] * customers.Losses[i];
            brier += weights[i] * miss * miss;
            mean += weights[i] * p;
            total += weights[i];
        }

        return new PropensityReport(new RankingCurves(customers, weights), CalibrationCurve.Of(customers, weights, bins: 10))
        {
            Count = weights.Length,
            LogLoss = loss / total,
            Brier = brier / total,
            MeanProbability = mean / total,
        };
    }
}
