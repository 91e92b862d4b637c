using CrossSell.ML.Tests.Logistic;

namespace CrossSell.ML.Tests;

/// <summary>
/// A world that changes: the first column matters the same way always, the others in a way of their own in each epoch of a hundred days. Over the epochs seen their
/// effects do not average out, so rows held out by chance show effects that no later epoch will have.
/// </summary>
internal static class Drifting
{
    public const int Columns = 21;
    private const int RowsOfEpoch = 300;

    public static (double[] Values, bool[] Labels, DateOnly[] Days) Epochs(int first, int count, int seed)
    {
        int rows = RowsOfEpoch * count;
        double[] values = LogisticRegressionTests.Random(rows, Columns, seed + first).Values;
        double[] chances = LogisticRegressionTests.Random(rows, 1, seed + 1_000 + first).Values;
        bool[] labels = new bool[rows];
        var days = new DateOnly[rows];
        for (int i = 0; i < rows; i++)
        {
            int epoch = first + (i / RowsOfEpoch);
            double[] effects = LogisticRegressionTests.Random(Columns, 1, (seed * 1_000) + epoch).Values;
            double logit = values[i * Columns];
            for (int j = 1; j < Columns; j++)
            {
                logit += 1.6 * effects[j] * values[(i * Columns) + j];
            }

            // The sum of three evenly spread numbers is nearly normal: its distance from 0 as a chance.
            labels[i] = chances[i] * 1.2 < logit;
            days[i] = new DateOnly(2020, 1, 1).AddDays((epoch * 100) + (i % 97));
        }

        return (values, labels, days);
    }

    public static CustomerTableBuilder Table(double[] values)
    {
        var builder = new CustomerTableBuilder();
        for (int j = 0; j < Columns; j++)
        {
            builder.AddNumeric($"c{j:D2}", Enumerable.Range(0, values.Length / Columns).Select(i => values[(i * Columns) + j]).ToArray());
        }

        return builder;
    }
}
