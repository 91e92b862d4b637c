using CrossSell.ML;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Customers as a campaign has them: classes from 0 to 9 that go together, some indicators, and answers that depend on a few of them.</summary>
internal static class GeneratedAnswers
{
    /// <param name="rows">How many customers.</param>
    /// <param name="columns">How many columns; every fourth is an indicator.</param>
    /// <param name="seed">The same seed gives the same customers.</param>
    public static (double[][] Rows, bool[] Labels) Make(int rows, int columns, ulong seed)
    {
        var numbers = new SeededNumbers(seed);
        double[][] made = new double[rows][];
        bool[] labels = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            double common = numbers.Unit() + numbers.Unit() - 1;
            made[i] = new double[columns];
            double logit = -2.5;
            for (int j = 0; j < columns; j++)
            {
                double own = numbers.Unit() + numbers.Unit() - 1 + (j % 3 == 0 ? 0.5 * common : 0);
                made[i][j] = j % 4 == 3 ? (own > 0.5 ? 1 : 0) : Math.Clamp(Math.Round(4.5 + (4.5 * own)), 0, 9);
                logit += j < 12 ? (j % 2 == 0 ? 0.15 : -0.1) * (made[i][j] - (j % 4 == 3 ? 0 : 4.5)) : 0;
            }

            labels[i] = numbers.Unit() < 1 / (1 + Math.Exp(-logit));
        }

        return (made, labels);
    }

    public static FeatureMatrix Matrix(double[][] rows) => new([.. Enumerable.Range(0, rows[0].Length).Select(j => $"c{j}")], [.. rows.SelectMany(row => row)]);
}
