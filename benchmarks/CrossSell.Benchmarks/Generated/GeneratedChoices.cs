using CrossSell.ML;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Customers who each chose one of many products: indicators of what they own, and some attributes.</summary>
internal static class GeneratedChoices
{
    /// <param name="rows">How many customers.</param>
    /// <param name="columns">How many columns; two thirds are indicators, each 1 for a tenth of the customers.</param>
    /// <param name="classes">How many products; the first are chosen most.</param>
    /// <param name="seed">The same seed gives the same choices.</param>
    public static (FeatureMatrix Features, int[] Classes, string[] Names) Make(int rows, int columns, int classes, ulong seed)
    {
        var numbers = new SeededNumbers(seed);
        double[] effects = new double[columns * classes];
        for (int i = 0; i < effects.Length; i++)
        {
            effects[i] = (2 * numbers.Unit()) - 1;
        }

        double[] values = new double[rows * columns];
        int[] chosen = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            Span<double> own = values.AsSpan(row * columns, columns);
            for (int j = 0; j < columns; j++)
            {
                own[j] = j < columns * 2 / 3 ? (numbers.Unit() < 0.1 ? 1 : 0) : numbers.Unit() + numbers.Unit() - 1;
            }

            double best = double.NegativeInfinity;
            for (int k = 0; k < classes; k++)
            {
                // The greatest of scores with Gumbel noise is chosen with the probabilities of a softmax.
                double score = (-0.1 * k) - Math.Log(-Math.Log(Math.Max(numbers.Unit(), 1e-300)));
                for (int j = 0; j < columns; j++)
                {
                    score += effects[(k * columns) + j] * own[j];
                }

                if (score > best)
                {
                    (best, chosen[row]) = (score, k);
                }
            }
        }

        return (new FeatureMatrix([.. Enumerable.Range(0, columns).Select(j => $"c{j}")], values), chosen, [.. Enumerable.Range(0, classes).Select(k => $"k{k}")]);
    }
}
