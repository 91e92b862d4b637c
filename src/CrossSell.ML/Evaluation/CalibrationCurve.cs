namespace CrossSell.ML.Evaluation;

/// <summary>Puts customers with similar probabilities together.</summary>
internal static class CalibrationCurve
{
    public static IReadOnlyList<CalibrationBin> Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, int bins)
    {
        double[] keys = probabilities.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        double total = weights.Length == 0 ? keys.Length : Sum(weights);
        var curve = new List<CalibrationBin>();
        double before = 0;
        double weightSum = 0;
        double probabilitySum = 0;
        double positiveSum = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            double weight = weights.Length == 0 ? 1 : weights[order[i]];
            weightSum += weight;
            probabilitySum += weight * keys[i];
            positiveSum += labels[order[i]] ? weight : 0;
            bool tied = i + 1 < keys.Length && keys[i + 1] == keys[i];
            bool last = i + 1 == keys.Length;
            if (last || (!tied && before + weightSum >= total * (curve.Count + 1) / bins))
            {
                curve.Add(new CalibrationBin(weightSum, probabilitySum / weightSum, positiveSum / weightSum));
                before += weightSum;
                (weightSum, probabilitySum, positiveSum) = (0, 0, 0);
            }
        }

        return curve;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
