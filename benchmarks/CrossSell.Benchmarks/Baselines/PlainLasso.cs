namespace CrossSell.Benchmarks.Baselines;

/// <summary>The lasso by plain coordinate descent: each strength from zero, all columns in every sweep, sums over the rows for every coordinate.</summary>
internal static class PlainLasso
{
    /// <param name="columns">Standardised columns.</param>
    /// <param name="labels">The answers.</param>
    /// <param name="lambda">The strength.</param>
    /// <returns>The intercept, then a coefficient each.</returns>
    public static double[] Fit(double[][] columns, bool[] labels, double lambda)
    {
        int rows = labels.Length;
        double[] b = new double[columns.Length + 1];
        while (true)
        {
            double[] w = new double[rows];
            double[] residual = new double[rows];
            for (int i = 0; i < rows; i++)
            {
                double logit = b[0];
                for (int j = 0; j < columns.Length; j++)
                {
                    logit += b[j + 1] * columns[j][i];
                }

                double p = 1 / (1 + Math.Exp(-logit));
                w[i] = p * (1 - p);
                residual[i] = ((labels[i] ? 1 : 0) - p) / w[i];
            }

            double[] before = [.. b];
            double most = 1;
            while (most > 1e-14)
            {
                most = 0;
                for (int j = 0; j <= columns.Length; j++)
                {
                    double curvature = 0;
                    double slope = 0;
                    for (int i = 0; i < rows; i++)
                    {
                        double x = j == 0 ? 1 : columns[j - 1][i];
                        curvature += w[i] * x * x / rows;
                        slope += w[i] * x * residual[i] / rows;
                    }

                    double wanted = (curvature * b[j]) + slope;
                    double next = j == 0 ? wanted / curvature : Math.Sign(wanted) * Math.Max(0, Math.Abs(wanted) - lambda) / curvature;
                    double move = next - b[j];
                    b[j] = next;
                    most = Math.Max(most, curvature * move * move);
                    for (int i = 0; i < rows; i++)
                    {
                        residual[i] -= move * (j == 0 ? 1 : columns[j - 1][i]);
                    }
                }
            }

            if (b.Zip(before, (now, then) => Math.Abs(now - then)).Max() < 1e-7)
            {
                return b;
            }
        }
    }
}
