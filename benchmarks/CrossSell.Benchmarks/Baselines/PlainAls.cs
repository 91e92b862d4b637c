namespace CrossSell.Benchmarks.Baselines;

/// <summary>The factors of customers as textbooks solve them: for each the normal equations and Cholesky, by plain loops in double precision.</summary>
internal static class PlainAls
{
    /// <summary>A half-step.</summary>
    /// <param name="bought">For each customer the products bought.</param>
    /// <param name="factors">The products' factors.</param>
    /// <param name="alpha">What a purchase adds to the confidence.</param>
    /// <param name="regularization">What holds factors small.</param>
    public static double[][] Customers(int[][] bought, double[][] factors, double alpha, double regularization)
    {
        int f = factors[0].Length;
        double[,] gram = new double[f, f];
        foreach (double[] y in factors)
        {
            for (int i = 0; i < f; i++)
            {
                for (int j = 0; j < f; j++)
                {
                    gram[i, j] += y[i] * y[j];
                }
            }
        }

        return Array.ConvertAll(bought, products => Customer(products, factors, gram, alpha, regularization));
    }

    private static double[] Customer(int[] products, double[][] factors, double[,] gram, double alpha, double regularization)
    {
        int f = factors[0].Length;
        double[,] a = (double[,])gram.Clone();
        double[] x = new double[f];
        foreach (int product in products)
        {
            double[] y = factors[product];
            for (int i = 0; i < f; i++)
            {
                x[i] += (1 + alpha) * y[i];
                for (int j = 0; j < f; j++)
                {
                    a[i, j] += alpha * y[i] * y[j];
                }
            }
        }

        for (int j = 0; j < f; j++)
        {
            double pivot = a[j, j] + regularization;
            for (int k = 0; k < j; k++)
            {
                pivot -= a[j, k] * a[j, k];
            }

            a[j, j] = Math.Sqrt(pivot);
            for (int i = j + 1; i < f; i++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= a[i, k] * a[j, k];
                }

                a[i, j] = sum / a[j, j];
            }
        }

        for (int i = 0; i < f; i++)
        {
            for (int k = 0; k < i; k++)
            {
                x[i] -= a[i, k] * x[k];
            }

            x[i] /= a[i, i];
        }

        for (int i = f - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < f; k++)
            {
                x[i] -= a[k, i] * x[k];
            }

            x[i] /= a[i, i];
        }

        return x;
    }
}
