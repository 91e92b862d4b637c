using CrossSell.ML.Numerics;

namespace CrossSell.ML.Multinomial;

/// <summary>Finds columns that the intercept and earlier columns determine.</summary>
internal static class Dependence
{
    // A pivot that keeps less than this share of its diagonal: the column is a combination of earlier ones, up to rounding.
    private const double Tolerance = 1e-10;

    /// <summary>The columns, ascending. O(rows · columns^2).</summary>
    public static IReadOnlyList<int> Of(SoftmaxRows rows)
    {
        int order = rows.Columns + 1;
        int side = DenseKernels.Pad(order);
        double[] gram = new double[checked(side * order)];
        for (int row = 0; row < rows.Rows; row++)
        {
            Add(rows.ColumnsOf(row), rows.ValuesOf(row), rows.Weight(row) / rows.TotalWeight, gram, side);
        }

        // The intercept stands first: what depends on it is a column.
        var dependent = new List<int>();
        Cholesky.Factor(gram, side, order, Tolerance, dependent);
        return [.. dependent.Select(place => place - 1)];
    }

    private static void Add(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, double weight, double[] gram, int side)
    {
        for (int a = 0; a < columns.Length; a++)
        {
            int row = (columns[a] + 1) * side;
            double left = weight * values[a];
            gram[row] += left;
            for (int b = 0; b <= a; b++)
            {
                gram[row + columns[b] + 1] += left * values[b];
            }
        }

        gram[0] += weight;
    }
}
