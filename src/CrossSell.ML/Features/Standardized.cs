using CrossSell.ML.Design;

namespace CrossSell.ML;

/// <summary>Columns moved to mean 0 and scaled to standard deviation 1 (weighted, divided by the total weight), which keeps regressions well-conditioned.</summary>
internal sealed class Standardized
{
    // Below this share of its size a column's spread is rounding: the column is constant.
    private const double ConstantTolerance = 1e-12;

    private Standardized(double[] values, double[] means, double[] deviations)
    {
        Values = values;
        Means = means;
        Deviations = deviations;
    }

    public double[] Values { get; }

    public double[] Means { get; }

    /// <summary>0 for a constant column, whose values are then all 0.</summary>
    public double[] Deviations { get; }

    public static Standardized Of(FeatureMatrix matrix, ReadOnlySpan<double> weights)
    {
        int columns = matrix.Columns;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        double total = 0;
        for (int row = 0; row < matrix.Rows; row++)
        {
            total += weights.Length == 0 ? 1 : weights[row];
        }

        for (int row = 0; row < matrix.Rows; row++)
        {
            double weight = weights.Length == 0 ? 1 : weights[row];
            for (int column = 0; column < columns; column++)
            {
                means[column] += weight * matrix.Values[((long)row * matrix.Stride) + column];
            }
        }

        for (int column = 0; column < columns; column++)
        {
            means[column] /= total;
        }

        double[] values = DesignMatrix.NewValues(matrix.Rows, columns);
        for (int row = 0; row < matrix.Rows; row++)
        {
            double weight = weights.Length == 0 ? 1 : weights[row];
            for (int column = 0; column < columns; column++)
            {
                long place = ((long)row * matrix.Stride) + column;
                double centred = matrix.Values[place] - means[column];
                values[place] = centred;
                deviations[column] += weight * centred * centred;
            }
        }

        for (int column = 0; column < columns; column++)
        {
            double deviation = Math.Sqrt(deviations[column] / total);
            deviations[column] = deviation > ConstantTolerance * Math.Abs(means[column]) ? deviation : 0;
        }

        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                long place = ((long)row * matrix.Stride) + column;
                values[place] = deviations[column] > 0 ? values[place] / deviations[column] : 0;
            }
        }

        return new Standardized(values, means, deviations);
    }
}
