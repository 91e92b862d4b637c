using CrossSell.ML.Design;

namespace CrossSell.ML.Multinomial;

/// <summary>How columns are scaled without filling their zeros.</summary>
internal static class SparseScaling
{
    // Below this share of its size a column's spread is rounding: the column is constant.
    private const double ConstantTolerance = 1e-12;

    /// <summary>For each column what is taken off (its mean, or 0 for a column that is mostly 0), its weighted standard deviation (0 when constant), and how many values of all are then not 0, or at most.</summary>
    public static (double[] Centers, double[] Deviations, long Filled) Of(FeatureMatrix features, double[]? weights)
    {
        int columns = features.Columns;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        int[] filled = new int[columns];
        double total = 0;
        for (int row = 0; row < features.Rows; row++)
        {
            double weight = weights?[row] ?? 1;
            total += weight;
            for (int column = 0; column < columns; column++)
            {
                double value = features.Values[((long)row * features.Stride) + column];
                means[column] += weight * value;
                filled[column] += value != 0 ? 1 : 0;
            }
        }

        for (int column = 0; column < columns; column++)
        {
            means[column] /= total;
        }

        for (int row = 0; row < features.Rows; row++)
        {
            double weight = weights?[row] ?? 1;
            for (int column = 0; column < columns; column++)
            {
                double centred = features.Values[((long)row * features.Stride) + column] - means[column];
                deviations[column] += weight * centred * centred;
            }
        }

        double[] centers = new double[columns];
        long sum = 0;
        for (int column = 0; column < columns; column++)
        {
            double deviation = Math.Sqrt(deviations[column] / total);
            bool constant = deviation <= ConstantTolerance * Math.Abs(means[column]);
            bool mostlyZero = filled[column] <= features.Rows / 2;
            deviations[column] = constant ? 0 : deviation;
            centers[column] = mostlyZero ? 0 : means[column];
            sum += constant ? 0 : mostlyZero ? filled[column] : features.Rows;
        }

        return (centers, deviations, sum);
    }
}
