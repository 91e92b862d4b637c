namespace CrossSell.Benchmarks.Baselines;

/// <summary>Boosted trees as first described: at every node the rows are sorted by each column, and every cut between different values is tried.</summary>
internal static class ExactTrees
{
    /// <returns>The logit of each row after so many trees.</returns>
    public static double[] Boost(double[][] columns, bool[] labels, int trees, int depth, double rate)
    {
        double[] logits = new double[labels.Length];
        for (int t = 0; t < trees; t++)
        {
            double[] g = new double[labels.Length];
            double[] h = new double[labels.Length];
            for (int i = 0; i < labels.Length; i++)
            {
                double p = 1 / (1 + Math.Exp(-logits[i]));
                (g[i], h[i]) = (p - (labels[i] ? 1 : 0), p * (1 - p));
            }

            Grow(columns, g, h, [.. Enumerable.Range(0, labels.Length)], depth, rate, logits);
        }

        return logits;
    }

    private static void Grow(double[][] columns, double[] g, double[] h, int[] rows, int depth, double rate, double[] logits)
    {
        double gradient = rows.Sum(row => g[row]);
        double hessian = rows.Sum(row => h[row]);
        double best = 1e-9;
        int bestColumn = -1;
        double bestCut = 0;
        for (int c = 0; c < columns.Length && depth > 0; c++)
        {
            double[] values = columns[c];
            int[] sorted = [.. rows.OrderBy(row => values[row])];
            double left = 0;
            double leftHessian = 0;
            for (int i = 0; i + 1 < sorted.Length; i++)
            {
                left += g[sorted[i]];
                leftHessian += h[sorted[i]];
                double gain = ((left * left / (leftHessian + 1)) + ((gradient - left) * (gradient - left) / (hessian - leftHessian + 1)) - (gradient * gradient / (hessian + 1))) / 2;
                if (values[sorted[i]] < values[sorted[i + 1]] && leftHessian >= 1 && hessian - leftHessian >= 1 && gain > best + 1e-12)
                {
                    (best, bestColumn, bestCut) = (gain, c, values[sorted[i + 1]]);
                }
            }
        }

        if (bestColumn < 0)
        {
            foreach (int row in rows)
            {
                logits[row] -= rate * gradient / (hessian + 1);
            }

            return;
        }

        Grow(columns, g, h, [.. rows.Where(row => columns[bestColumn][row] < bestCut)], depth - 1, rate, logits);
        Grow(columns, g, h, [.. rows.Where(row => columns[bestColumn][row] >= bestCut)], depth - 1, rate, logits);
    }
}
