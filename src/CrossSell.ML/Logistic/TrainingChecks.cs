using System.Globalization;

namespace CrossSell.ML.Logistic;

/// <summary>What must hold before anything can be learned.</summary>
internal static class TrainingChecks
{
    /// <summary>The labels as 0 and 1.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is not a finite number above 0.</exception>
    /// <exception cref="PropensityTrainingException">All labels are alike.</exception>
    public static double[] Labels(FeatureMatrix features, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (labels.Length != features.Rows || (weights.Length != 0 && weights.Length != features.Rows))
        {
            throw new ArgumentException($"There are {features.Rows} rows, {labels.Length} labels and {weights.Length} weights; each row needs a label, and a weight each or none.", nameof(labels));
        }

        RequireWeights(weights);
        RequireBothClasses(labels);
        double[] y = new double[labels.Length];
        for (int row = 0; row < y.Length; row++)
        {
            y[row] = labels[row] ? 1 : 0;
        }

        return y;
    }

    /// <exception cref="ArgumentException">A weight is not a finite number above 0.</exception>
    public static void RequireWeights(ReadOnlySpan<double> weights)
    {
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(double.IsFinite(weights[row]) && weights[row] > 0))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of row {row + 1} is {weights[row]}; it must be a finite number above 0."), nameof(weights));
            }
        }
    }

    /// <exception cref="PropensityTrainingException">All labels are alike, or there are none.</exception>
    public static void RequireBothClasses(ReadOnlySpan<bool> labels)
    {
        int positives = labels.Count(true);
        if (positives == 0 || positives == labels.Length)
        {
            string seen = labels.Length == 0 ? "There are no customers" : positives == 0 ? $"None of the {labels.Length} customers bought" : $"All {labels.Length} customers bought";
            throw new PropensityTrainingException($"{seen}: what makes the difference can only be learned where some bought and some did not.");
        }
    }

    /// <summary>-2 times the log likelihood of the base rate.</summary>
    public static double NullDeviance(double[] labels, ReadOnlySpan<double> weights)
    {
        double positive = 0;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double weight = weights.Length == 0 ? 1 : weights[row];
            positive += weight * labels[row];
            total += weight;
        }

        double rate = positive / total;
        return -2 * ((positive * Math.Log(rate)) + ((total - positive) * Math.Log(1 - rate)));
    }
}
