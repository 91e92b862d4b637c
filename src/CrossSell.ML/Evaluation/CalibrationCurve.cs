namespace CrossSell.ML.Evaluation;

/// <summary>Puts customers with similar probabilities together.</summary>
internal static class CalibrationCurve
{
    /// <param name="customers">In their order.</param>
    /// <param name="weights">In the same order; a customer of weight 0 is not there.</param>
    /// <param name="bins">How many bins, at most.</param>
    public static IReadOnlyList<CalibrationBin> Of(RankedCustomers customers, ReadOnlySpan<double> weights, int bins)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        var curve = new List<CalibrationBin>();
        double before = 0;
        double weightSum = 0;
        double probabilitySum = 0;
        double positiveSum = 0;

        // From the lowest probability up, which stands last.
        for (int i = weights.Length - 1; i >= 0; i--)
        {
            weightSum += weights[i];
            probabilitySum += weights[i] * customers.Probabilities[i];
            positiveSum += customers.Labels[i] ? weights[i] : 0;
            bool tied = i > 0 && customers.Probabilities[i - 1] == customers.Probabilities[i];
            if (weightSum > 0 && (i == 0 || (!tied && before + weightSum >= total * (curve.Count + 1) / bins)))
            {
                curve.Add(new CalibrationBin(weightSum, probabilitySum / weightSum, positiveSum / weightSum));
                before += weightSum;
                (weightSum, probabilitySum, positiveSum) = (0, 0, 0);
            }
        }

        return curve;
    }
}
