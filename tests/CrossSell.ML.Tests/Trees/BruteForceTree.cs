namespace CrossSell.ML.Tests.Boosting;

/// <summary>The best tree by trying every cut of every column at every node over the rows themselves, a gap on either side. Written to be read.</summary>
internal sealed class BruteForceTree
{
    private int _column = -1;
    private double _cut;
    private bool _gapsLeft;
    private BruteForceTree? _left;
    private BruteForceTree? _right;
    private double _advice;

    public static BruteForceTree Grow(double[][] columns, double[] g, double[] h, int[] rows, int depth)
    {
        var node = new BruteForceTree { _advice = -rows.Sum(r => g[r]) / (rows.Sum(r => h[r]) + 1) };
        double most = 1e-9;
        for (int c = 0; depth > 0 && c < columns.Length; c++)
        {
            double[] values = columns[c];
            foreach (double cut in rows.Select(r => values[r]).Where(v => !double.IsNaN(v)).Distinct().Order().Append(double.PositiveInfinity))
            {
                foreach (bool gapsLeft in new[] { false, true })
                {
                    int[] left = [.. rows.Where(r => GoesLeft(values[r], cut, gapsLeft))];
                    int[] right = [.. rows.Where(r => !GoesLeft(values[r], cut, gapsLeft))];
                    if (left.Sum(r => h[r]) < 1 || right.Sum(r => h[r]) < 1)
                    {
                        continue;
                    }

                    double gain = Win(left) + Win(right) - Win(rows);
                    if (gain > most + 1e-12)
                    {
                        (most, node._column, node._cut, node._gapsLeft) = (gain, c, cut, gapsLeft);
                    }
                }
            }
        }

        if (node._column >= 0)
        {
            node._left = Grow(columns, g, h, [.. rows.Where(r => GoesLeft(columns[node._column][r], node._cut, node._gapsLeft))], depth - 1);
            node._right = Grow(columns, g, h, [.. rows.Where(r => !GoesLeft(columns[node._column][r], node._cut, node._gapsLeft))], depth - 1);
        }

        return node;

        double Win(int[] some) => Math.Pow(some.Sum(r => g[r]), 2) / (some.Sum(r => h[r]) + 1) / 2;
    }

    public double Predict(double[][] columns, int row) =>
        _column < 0 ? _advice : (GoesLeft(columns[_column][row], _cut, _gapsLeft) ? _left! : _right!).Predict(columns, row);

    private static bool GoesLeft(double value, double cut, bool gapsLeft) => double.IsNaN(value) ? gapsLeft : value < cut;
}
