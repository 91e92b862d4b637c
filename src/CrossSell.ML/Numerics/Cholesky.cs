namespace CrossSell.ML.Numerics;

/// <summary>Cholesky's factorisation A = LL' of a symmetric positive definite matrix, in place in its lower triangle.</summary>
internal static unsafe class Cholesky
{
    /// <summary>Factorises; rows and columns whose pivot shrinks below the tolerance are taken out and listed.</summary>
    /// <param name="matrix">Row-major, lower triangle filled; becomes L.</param>
    /// <param name="side">From row to row.</param>
    /// <param name="order">The number of rows.</param>
    /// <param name="tolerance">The least share of its diagonal element that a pivot must keep; below, a column depends on earlier ones.</param>
    /// <param name="dependent">Takes the columns taken out, ascending; null when none is allowed.</param>
    /// <returns>False when a pivot is too small and none may be taken out.</returns>
    public static bool Factor(double[] matrix, int side, int order, double tolerance, List<int>? dependent)
    {
        fixed (double* a = matrix)
        {
            for (int i = 0; i < order; i++)
            {
                double* row = a + ((long)i * side);
                for (int j = 0; j < i; j++)
                {
                    double* other = a + ((long)j * side);
                    double diagonal = other[j];
                    row[j] = diagonal == 0 ? 0 : (row[j] - DenseKernels.Dot(row, other, j)) / diagonal;
                }

                double pivot = row[i] - DenseKernels.Dot(row, row, i);
                if (pivot > tolerance * row[i] && pivot > 0)
                {
                    row[i] = Math.Sqrt(pivot);
                    continue;
                }

                if (dependent is null)
                {
                    return false;
                }

                // A zero pivot marks the column: it takes no part in solving.
                dependent.Add(i);
                new Span<double>(row, i + 1).Clear();
            }
        }

        return true;
    }

    /// <summary>Solves LL'x = b in place. Columns that were taken out get 0.</summary>
    public static void Solve(double[] factor, int side, int order, double[] vector)
    {
        fixed (double* l = factor, x = vector)
        {
            for (int i = 0; i < order; i++)
            {
                double* row = l + ((long)i * side);
                x[i] = row[i] == 0 ? 0 : (x[i] - DenseKernels.Dot(row, x, i)) / row[i];
            }

            for (int i = order - 1; i >= 0; i--)
            {
                double* row = l + ((long)i * side);
                x[i] = row[i] == 0 ? 0 : x[i] / row[i];
                DenseKernels.AddScaled(-x[i], row, x, i);
            }
        }
    }

    /// <summary>(LL')^-1, the whole square, row-major with rows <paramref name="order"/> apart. Rows and columns taken out are 0. O(order^3).</summary>
    public static double[] Inverse(double[] factor, int side, int order)
    {
        double[] inverse = new double[order * order];
        double[] column = new double[order];
        for (int j = 0; j < order; j++)
        {
            Array.Clear(column);
            column[j] = factor[(j * side) + j] == 0 ? 0 : 1;
            Solve(factor, side, order, column);
            column.CopyTo(inverse, j * order);
        }

        return inverse;
    }
}
