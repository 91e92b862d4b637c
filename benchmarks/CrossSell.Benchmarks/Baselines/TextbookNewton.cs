namespace CrossSell.Benchmarks.Baselines;

/// <summary>Ridge logistic regression by Newton's method as a textbook has it, for one product and rows of a few ones each; written to be read.</summary>
/// <remarks>Not the most naive one: it knows that most features of a row are 0 and touches the others alone.</remarks>
internal static class TextbookNewton
{
    /// <param name="starts">Where each row begins in <paramref name="ones"/>.</param>
    /// <param name="ones">The features that are 1, the intercept, which is the last feature, among them.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="labels">For each row whether the product was bought.</param>
    /// <param name="ridge">Strength on all features but the intercept.</param>
    /// <param name="tolerance">Ends where half the Newton decrement is below it.</param>
    public static double[] Fit(int[] starts, int[] ones, int features, bool[] labels, double ridge, double tolerance)
    {
        double[] weights = new double[features];
        weights[^1] = Math.Log((labels.Count(bought => bought) + 0.5) / (labels.Count(bought => !bought) + 0.5));
        while (true)
        {
            double[] gradient = new double[features];
            double[,] hessian = new double[features, features];
            for (int row = 0; row < labels.Length; row++)
            {
                ReadOnlySpan<int> present = ones.AsSpan(starts[row]..starts[row + 1]);
                double logit = 0;
                foreach (int feature in present)
                {
                    logit += weights[feature];
                }

                double probability = 1 / (1 + Math.Exp(-logit));
                double curvature = probability * (1 - probability);
                for (int a = 0; a < present.Length; a++)
                {
                    gradient[present[a]] += probability - (labels[row] ? 1 : 0);
                    for (int b = 0; b <= a; b++)
                    {
                        hessian[present[a], present[b]] += curvature;
                    }
                }
            }

            for (int feature = 0; feature < features - 1; feature++)
            {
                gradient[feature] += ridge * weights[feature];
                hessian[feature, feature] += ridge;
            }

            double[] step = Solve(hessian, gradient);
            double decrement = 0;
            for (int feature = 0; feature < features; feature++)
            {
                weights[feature] -= step[feature];
                decrement += step[feature] * gradient[feature];
            }

            if (decrement / 2 <= tolerance)
            {
                return weights;
            }
        }
    }

    /// <summary>Cholesky's method on the lower triangle.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[] solution = (double[])right.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                solution[i] -= matrix[i, k] * solution[k];
            }

            solution[i] /= matrix[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                solution[i] -= matrix[k, i] * solution[k];
            }

            solution[i] /= matrix[i, i];
        }

        return solution;
    }
}
