using CrossSell.ML.Features;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Learning;

/// <summary>Finds pairs of columns that say more together than each alone, by what their cells win on rows that were held out.</summary>
internal static class CrossScreen
{
    private const int MostCells = 4_096;
    private const int MostCrosses = 12;

    /// <summary>How strongly a cell is held towards 0 while pairs are tried.</summary>
    private const double Strength = 10;

    /// <summary>The pairs that win more log likelihood than the best of so many useless pairs could by luck, the best first.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="encoded">Their codes.</param>
    /// <param name="logits">For each row the logit that a model without crosses gave when it had not seen the row; NaN where there is none.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Or null.</param>
    /// <param name="splits">The division of the rows.</param>
    /// <param name="threads">The most threads.</param>
    public static (int A, int B)[] Find(Field[] fields, EncodedField[] encoded, double[] logits, double[] labels, double[]? weights, Split[] splits, int threads)
    {
        var pairs = new List<(int A, int B)>();
        for (int a = 0; a < fields.Length; a++)
        {
            for (int b = a + 1; b < fields.Length; b++)
            {
                if (fields[a].CrossCodes * fields[b].CrossCodes <= MostCells)
                {
                    pairs.Add((a, b));
                }
            }
        }

        // Doubled log likelihoods of useless pairs scatter like chi squared: the best of m passes 2 ln m about once.
        double least = 2 * Math.Log(Math.Max(2, pairs.Count));
        int[] splitOf = new int[logits.Length];
        Array.Fill(splitOf, -1);
        for (int s = 0; s < splits.Length; s++)
        {
            foreach (int row in splits[s].Test)
            {
                splitOf[row] = s;
            }
        }

        (double[] gradients, double[] curvatures) = Derivatives(logits, labels, weights);
        double[] gains = new double[pairs.Count];
        Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, p =>
        {
            (int a, int b) = pairs[p];
            gains[p] = Gain(encoded[a].CrossCodes, encoded[b].CrossCodes, fields[a].CrossCodes, fields[b].CrossCodes, logits, labels, weights, gradients, curvatures, splitOf, splits.Length);
        });
        return
        [
            .. Enumerable.Range(0, pairs.Count).Where(p => gains[p] > least).OrderByDescending(p => gains[p]).ThenBy(p => p).Take(MostCrosses).Select(p => pairs[p]),
        ];
    }

    private static double Gain(
        int[] left, int[] right, int height, int width, double[] logits, double[] labels, double[]? weights, double[] gradients, double[] curvatures, int[] splitOf, int splits)
    {
        int cells = height * width;
        double[] gradient = new double[cells * splits];
        double[] curvature = new double[cells * splits];
        for (int row = 0; row < logits.Length; row++)
        {
            if (splitOf[row] >= 0)
            {
                int place = (splitOf[row] * cells) + (left[row] * width) + right[row];
                gradient[place] += gradients[row];
                curvature[place] += curvatures[row];
            }
        }

        double[] allGradient = new double[cells];
        double[] allCurvature = new double[cells];
        for (int place = 0; place < gradient.Length; place++)
        {
            allGradient[place % cells] += gradient[place];
            allCurvature[place % cells] += curvature[place];
        }

        double gain = 0;
        for (int row = 0; row < logits.Length; row++)
        {
            if (splitOf[row] < 0)
            {
                continue;
            }

            // One Newton step of the cell on the other parts.
            int cell = (left[row] * width) + right[row];
            int own = (splitOf[row] * cells) + cell;
            double step = -(allGradient[cell] - gradient[own]) / (allCurvature[cell] - curvature[own] + Strength);
            double sign = labels[row] != 0 ? -1 : 1;
            gain += (weights?[row] ?? 1) * (LogisticFunction.Softplus(sign * logits[row]) - LogisticFunction.Softplus(sign * (logits[row] + step)));
        }

        return gain;
    }

    private static (double[] Gradients, double[] Curvatures) Derivatives(double[] logits, double[] labels, double[]? weights)
    {
        double[] gradients = new double[logits.Length];
        double[] curvatures = new double[logits.Length];
        for (int row = 0; row < logits.Length; row++)
        {
            double probability = LogisticFunction.Of(logits[row]);
            double weight = weights?[row] ?? 1;
            gradients[row] = weight * (probability - labels[row]);
            curvatures[row] = weight * probability * (1 - probability);
        }

        return (gradients, curvatures);
    }
}
