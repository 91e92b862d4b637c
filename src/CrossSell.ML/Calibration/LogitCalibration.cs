using System.Globalization;

namespace CrossSell.ML.Calibration;

/// <summary>A rising curve over the logit: a beta curve, and where there are buyers enough a line from point to point that takes out what the beta curve leaves.</summary>
/// <param name="Beta">The beta curve.</param>
/// <param name="Places">Ascending logits after the beta curve; empty for no correction.</param>
/// <param name="Values">The logits that belong there, rising.</param>
/// <param name="Shift">Added at the end, so that the mean probability of the training customers is their base rate.</param>
/// <param name="Way">How it was fitted; of isotonic steps the ends are level.</param>
internal sealed record LogitCalibration(BetaCurve Beta, double[] Places, double[] Values, double Shift, PropensityCalibration Way = PropensityCalibration.Curve)
{
    private const int BuyersPerPoint = 100;
    private const int FewestPoints = 5;
    private const int MostPoints = 20;

    /// <summary>The curve for these rows, in the way that is asked for.</summary>
    public static LogitCalibration Fit(PropensityCalibration way, double[] logits, double[] labels, double[]? weights)
    {
        switch (way)
        {
            case PropensityCalibration.Beta:
                return new LogitCalibration(BetaCurve.Fit(logits, labels, weights), [], [], 0, way);
            case PropensityCalibration.Platt:
                var line = Learning.PlattLine.Fit(logits, labels, weights);
                return new LogitCalibration(new BetaCurve(line.Slope, line.Slope, line.Intercept), [], [], 0, way);
            case PropensityCalibration.Isotonic:
                (double[] places, double[] values) = IsotonicCalibration.FitLogits(logits, labels, weights);
                return new LogitCalibration(BetaCurve.Identity, places, values, 0, way);
            case PropensityCalibration.None:
                return new LogitCalibration(BetaCurve.Identity, [], [], 0, way);
            default:
                return Fit(logits, labels, weights);
        }
    }

    /// <summary>What an explanation calls the step.</summary>
    public string Name => Way switch
    {
        PropensityCalibration.Beta => "beta curve",
        PropensityCalibration.Platt => "Platt's line",
        PropensityCalibration.Isotonic => string.Create(CultureInfo.InvariantCulture, $"isotonic steps, {Places.Length} corners"),
        PropensityCalibration.None => "base rate of the training",
        _ => Places.Length == 0 ? "beta curve" : string.Create(CultureInfo.InvariantCulture, $"beta curve, corrected at {Places.Length} points"),
    };

    /// <summary>The curve for these rows; see <see cref="BetaCurve.Fit"/>.</summary>
    public static LogitCalibration Fit(double[] logits, double[] labels, double[]? weights)
    {
        BetaCurve beta = BetaCurve.Fit(logits, labels, weights);
        int[] rows = [.. Enumerable.Range(0, logits.Length).Where(row => !double.IsNaN(logits[row])).OrderBy(row => logits[row])];
        int points = Math.Min(MostPoints, rows.Count(row => labels[row] != 0) / BuyersPerPoint);
        if (points < FewestPoints)
        {
            return new LogitCalibration(beta, [], [], 0, PropensityCalibration.Curve);
        }

        var places = new List<double>();
        var values = new List<double>();
        for (int k = 0; k < points; k++)
        {
            (double place, double value) = Point(rows.AsSpan((int)((long)k * rows.Length / points)..(int)((long)(k + 1) * rows.Length / points)), logits, labels, weights, beta);

            // A point that does not rise adds nothing that can be told from chance.
            if (places.Count == 0 || (place > places[^1] && value > values[^1]))
            {
                places.Add(place);
                values.Add(value);
            }
        }

        return places.Count < 2 ? new LogitCalibration(beta, [], [], 0, PropensityCalibration.Curve) : new LogitCalibration(beta, [.. places], [.. values], 0, PropensityCalibration.Curve);
    }

    /// <summary>The same curve, shifted so that the mean probability of these customers is their base rate.</summary>
    public LogitCalibration Centred(IEnumerable<double> logits, double[] labels, double[]? weights)
    {
        double[] calibrated = [.. logits.Select(Apply)];
        double shift = 0;
        for (int step = 0; step < 50; step++)
        {
            double excess = 0;
            double slope = 0;
            for (int row = 0; row < calibrated.Length; row++)
            {
                double weight = weights?[row] ?? 1;
                double probability = Numerics.LogisticFunction.Of(calibrated[row] + shift);
                excess += weight * (probability - labels[row]);
                slope += weight * probability * (1 - probability);
            }

            double move = Math.Clamp(excess / slope, -1, 1);
            shift -= move;
            if (Math.Abs(move) < 1e-12)
            {
                break;
            }
        }

        return this with { Shift = Shift + shift };
    }

    public double Apply(double logit) => Shift + Corrected(Beta.Apply(logit));

    private double Corrected(double z)
    {
        if (Places.Length == 0)
        {
            return z;
        }

        // Beyond the points the correction stays as it is at the last one; steps stay level.
        bool level = Way == PropensityCalibration.Isotonic;
        if (z <= Places[0])
        {
            return level ? Values[0] : z + Values[0] - Places[0];
        }

        if (z >= Places[^1])
        {
            return level ? Values[^1] : z + Values[^1] - Places[^1];
        }

        int found = Array.BinarySearch(Places, z);
        int next = found >= 0 ? found : ~found;
        if (found >= 0)
        {
            return Values[found];
        }

        double share = (z - Places[next - 1]) / (Places[next] - Places[next - 1]);
        return Values[next - 1] + (share * (Values[next] - Values[next - 1]));
    }

    // The logit that stands for the group, and the one at which the group's mean probability would be what was seen.
    private static (double Place, double Value) Point(ReadOnlySpan<int> rows, double[] logits, double[] labels, double[]? weights, BetaCurve beta)
    {
        double total = 0;
        double expected = 0;
        double seen = 0;
        foreach (int row in rows)
        {
            double weight = weights?[row] ?? 1;
            total += weight;
            expected += weight * Numerics.LogisticFunction.Of(beta.Apply(logits[row]));
            seen += weight * labels[row];
        }

        double prior = expected / total;
        return (Numerics.LogisticFunction.Logit(prior), Numerics.LogisticFunction.Logit((seen + prior) / (total + 1)));
    }
}
