using CrossSell.ML.Numerics;

namespace CrossSell.ML.Multinomial;

/// <summary>The inverse of the (penalised) Fisher information of all parameters, for standard errors.</summary>
/// <remarks>
/// The same number added to all classes changes no probability, so the information is singular in that direction. It is filled there with a
/// constant: of differences between classes, which alone mean something, the inverse then says the right thing whatever the constant.
/// </remarks>
internal static unsafe class SoftmaxInformation
{
    private const double DependenceTolerance = 1e-10;

    /// <returns>Row-major; class k's parameters from k · (columns + 1) on, its intercept last. Columns left out are 0.</returns>
    public static double[] Covariance(SoftmaxRows rows, double[] ridge, IReadOnlyList<int> dependent, CancellationToken cancellationToken)
    {
        int width = rows.Columns + 1;
        int order = width * rows.Classes;
        int side = DenseKernels.Pad(order);
        double[] matrix = new double[checked(side * order)];
        double[] dense = new double[width];
        for (int row = 0; row < rows.Rows; row++)
        {
            if (row % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Array.Clear(dense);
            ReadOnlySpan<int> columns = rows.ColumnsOf(row);
            ReadOnlySpan<double> values = rows.ValuesOf(row);
            for (int i = 0; i < columns.Length; i++)
            {
                dense[columns[i]] = values[i];
            }

            dense[^1] = 1;
            Add(rows.Probabilities(row), dense, rows.Weight(row), matrix, side);
        }

        for (int k = 0; k < rows.Classes; k++)
        {
            for (int j = 0; j < ridge.Length; j++)
            {
                matrix[(((k * width) + j) * side) + (k * width) + j] += ridge[j];
            }
        }

        Fill(rows, ridge, width, side, matrix);
        foreach (int j in dependent)
        {
            for (int k = 0; k < rows.Classes; k++)
            {
                Remove(matrix, side, order, (k * width) + j);
            }
        }

        Cholesky.Factor(matrix, side, order, DependenceTolerance, []);
        return Cholesky.Inverse(matrix, side, order);
    }

    private static void Add(ReadOnlySpan<double> p, double[] dense, double weight, double[] matrix, int side)
    {
        int width = dense.Length;
        fixed (double* x = dense, h = matrix)
        {
            for (int k = 0; k < p.Length; k++)
            {
                for (int other = 0; other <= k; other++)
                {
                    double curvature = weight * p[k] * ((other == k ? 1 : 0) - p[other]);
                    for (int a = 0; a < width; a++)
                    {
                        if (x[a] != 0)
                        {
                            int length = other == k ? a + 1 : width;
                            DenseKernels.AddScaled(curvature * x[a], x, h + ((long)((k * width) + a) * side) + (other * width), length);
                        }
                    }
                }
            }
        }
    }

    private static void Fill(SoftmaxRows rows, double[] ridge, int width, int side, double[] matrix)
    {
        for (int j = 0; j < width; j++)
        {
            if (j < ridge.Length && (ridge[j] > 0 || rows.Deviations[j] == 0))
            {
                continue;
            }

            for (int k = 0; k < rows.Classes; k++)
            {
                for (int other = 0; other <= k; other++)
                {
                    matrix[(((k * width) + j) * side) + (other * width) + j] += rows.TotalWeight / (rows.Classes * rows.Classes);
                }
            }
        }
    }

    private static void Remove(double[] matrix, int side, int order, int place)
    {
        Array.Clear(matrix, place * side, place + 1);
        for (int row = place + 1; row < order; row++)
        {
            matrix[(row * side) + place] = 0;
        }
    }
}
