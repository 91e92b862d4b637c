namespace CrossSell.Benchmarks.Baselines;

/// <summary>Logistic regression as textbooks write it: Newton's method with the whole Hessian, solved and inverted by Gauss and Jordan.</summary>
internal static class DenseNewton
{
    /// <returns>Estimates and standard errors, the intercept first.</returns>
    public static (double[] Estimates, double[] Errors) Fit(double[][] rows, bool[] labels)
    {
        int count = rows[0].Length + 1;
        double[] b = new double[count];
        while (true)
        {
            double[] gradient = new double[count];
            double[,] hessian = new double[count, count];
            for (int i = 0; i < rows.Length; i++)
            {
                double logit = b[0];
                for (int j = 1; j < count; j++)
                {
                    logit += b[j] * rows[i][j - 1];
                }

                double p = 1 / (1 + Math.Exp(-logit));
                for (int j = 0; j < count; j++)
                {
                    double left = j == 0 ? 1 : rows[i][j - 1];
                    gradient[j] += left * ((labels[i] ? 1 : 0) - p);
                    for (int k = 0; k <= j; k++)
                    {
                        hessian[j, k] += left * (k == 0 ? 1 : rows[i][k - 1]) * p * (1 - p);
                    }
                }
            }

            double[,] covariance = Inverse(hessian);
            double most = 0;
            for (int j = 0; j < count; j++)
            {
                double step = 0;
                for (int k = 0; k < count; k++)
                {
                    step += covariance[j, k] * gradient[k];
                }

                b[j] += step;
                most = Math.Max(most, Math.Abs(step));
            }

            if (most < 1e-8)
            {
                return (b, [.. Enumerable.Range(0, count).Select(j => Math.Sqrt(covariance[j, j]))]);
            }
        }
    }

    private static double[,] Inverse(double[,] lower)
    {
        int n = lower.GetLength(0);
        double[,] a = new double[n, n];
        double[,] inverse = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
            for (int j = 0; j < n; j++)
            {
                a[i, j] = j <= i ? lower[i, j] : lower[j, i];
            }
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            double scale = 1 / a[pivot, pivot];
            for (int j = 0; j < n; j++)
            {
                a[pivot, j] *= scale;
                inverse[pivot, j] *= scale;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = a[i, pivot];
                for (int j = 0; i != pivot && j < n; j++)
                {
                    a[i, j] -= factor * a[pivot, j];
                    inverse[i, j] -= factor * inverse[pivot, j];
                }
            }
        }

        return inverse;
    }
}
