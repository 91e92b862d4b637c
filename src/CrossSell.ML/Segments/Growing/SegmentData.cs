using CrossSell.ML.Features;

namespace CrossSell.ML.Segments;

/// <summary>Customers as codes of fields, and targets on a common scale: each divided by its standard deviation, one that never varies left out of account.</summary>
internal sealed class SegmentData
{
    public SegmentData(Field[] fields, int[][] codes, IReadOnlyList<SegmentTarget> targets)
    {
        Fields = fields;
        Codes = codes;
        Targets = targets.Count;
        Rows = targets[0].Values.Count;
        Values = new double[Rows * Targets];
        for (int t = 0; t < Targets; t++)
        {
            double mean = targets[t].Values.Average();
            double deviation = Math.Sqrt(targets[t].Values.Average(v => (v - mean) * (v - mean)));
            double scale = deviation > 1e-12 * Math.Max(1e-300, Math.Abs(mean)) ? 1 / deviation : 0;
            for (int row = 0; row < Rows; row++)
            {
                Values[(row * Targets) + t] = (targets[t].Values[row] - mean) * scale;
            }
        }
    }

    public Field[] Fields { get; }

    /// <summary>For each field and customer the code.</summary>
    public int[][] Codes { get; }

    public int Targets { get; }

    public int Rows { get; }

    /// <summary>Customer after customer, a number for each target.</summary>
    public double[] Values { get; }

    /// <summary>For each target the mean of some customers; 0 of none.</summary>
    public double[] MeansOf(ReadOnlySpan<int> rows)
    {
        double[] means = new double[Targets];
        foreach (int row in rows)
        {
            for (int t = 0; t < Targets; t++)
            {
                means[t] += Values[(row * Targets) + t];
            }
        }

        int count = Math.Max(1, rows.Length);
        return Array.ConvertAll(means, sum => sum / count);
    }
}
