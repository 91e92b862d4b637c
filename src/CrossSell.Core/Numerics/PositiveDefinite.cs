namespace CrossSell.Numerics;

/// <summary>Small symmetric positive definite systems in double precision: Cholesky's factorisation A = LL' in place, and solving by it.</summary>
internal static unsafe class PositiveDefinite
{
    /// <summary>Factorises.</summary>
    /// <param name="matrix">Row-major, lower triangle filled; becomes L.</param>
    /// <param name="order">Rows and columns.</param>
    /// <returns>False when the matrix is not positive definite as far as double precision can tell; it is then of no use.</returns>
    public static bool Factor(double* matrix, int order)
    {
        for (int i = 0; i < order; i++)
        {
            double* row = matrix + ((long)i * order);
            for (int j = 0; j < i; j++)
            {
                double* other = matrix + ((long)j * order);
                row[j] = (row[j] - FactorKernels.Dot(row, other, j)) / other[j];
            }

            double pivot = row[i] - FactorKernels.Dot(row, row, i);
            if (!(pivot > 0 && double.IsFinite(pivot)))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves LL'x = b in place.</summary>
    public static void Solve(double* factor, int order, double* vector)
    {
        for (int i = 0; i < order; i++)
        {
            double* row = factor + ((long)i * order);
            vector[i] = (vector[i] - FactorKernels.Dot(row, vector, i)) / row[i];
        }

        for (int i = order - 1; i >= 0; i--)
        {
            double* row = factor + ((long)i * order);
            vector[i] /= row[i];
            FactorKernels.AddScaled(-vector[i], row, vector, i);
        }
    }
}
