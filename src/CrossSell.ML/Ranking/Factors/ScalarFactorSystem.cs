namespace CrossSell.ML.Ranking;

/// <summary>What <see cref="FactorSystem"/> computes, one number at a time and in double precision: the oracle of its tests, and the plain loops that benchmarks compare with.</summary>
internal static class ScalarFactorSystem
{
    /// <summary>matrix += sum over rows of left' right.</summary>
    public static void AddOuter(int rows, ReadOnlySpan<float> left, ReadOnlySpan<float> right, int width, Span<double> matrix)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++)
                {
                    matrix[(i * width) + j] += (double)left[(row * width) + i] * right[(row * width) + j];
                }
            }
        }
    }

    /// <summary>Solves matrix x = b in place of both, by Cholesky's factorisation.</summary>
    public static void Solve(Span<double> matrix, int width, Span<double> vector)
    {
        for (int j = 0; j < width; j++)
        {
            for (int k = 0; k < j; k++)
            {
                matrix[(j * width) + j] -= matrix[(j * width) + k] * matrix[(j * width) + k];
            }

            matrix[(j * width) + j] = Math.Sqrt(matrix[(j * width) + j]);
            for (int i = j + 1; i < width; i++)
            {
                for (int k = 0; k < j; k++)
                {
                    matrix[(i * width) + j] -= matrix[(i * width) + k] * matrix[(j * width) + k];
                }

                matrix[(i * width) + j] /= matrix[(j * width) + j];
            }
        }

        for (int i = 0; i < width; i++)
        {
            for (int k = 0; k < i; k++)
            {
                vector[i] -= matrix[(i * width) + k] * vector[k];
            }

            vector[i] /= matrix[(i * width) + i];
        }

        for (int i = width - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < width; k++)
            {
                vector[i] -= matrix[(k * width) + i] * vector[k];
            }

            vector[i] /= matrix[(i * width) + i];
        }
    }
}
