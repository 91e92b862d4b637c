using CrossSell.ML.Numerics;

namespace CrossSell.ML.Design;

/// <summary>X'WX of a <see cref="DesignMatrix"/> with the intercept, lower triangle: a dense corner, and counts by weight wherever a group takes part.</summary>
/// <remarks>Every number is summed over the rows in their order by one thread: the same bytes for any number of threads.</remarks>
internal sealed class Hessian
{
    private const long WorthThreads = 5_000_000;

    private readonly DesignMatrix _design;
    private readonly int _threads;

    public Hessian(DesignMatrix design, int threads)
    {
        _design = design;
        _threads = threads;
        Side = Math.Max(WeightedGram.Side(design.Dense), DenseKernels.Pad(design.Parameters));
        Values = new double[(long)Side * Math.Max(design.Parameters, design.Dense + DenseKernels.TileRows)];
    }

    /// <summary>From row to row of <see cref="Values"/>.</summary>
    public int Side { get; }

    /// <summary>Row-major; the lower triangle counts.</summary>
    public double[] Values { get; }

    /// <summary>Computes it anew.</summary>
    public void Compute(double[] weights)
    {
        DesignMatrix design = _design;
        Array.Clear(Values);
        if (design.Dense > 0)
        {
            WeightedGram.Compute(design.Values, design.Rows, design.Dense, design.Stride, weights, Values, Side, _threads);
            ClearAfterGram();
        }

        if (_threads > 1 && (long)design.Rows * design.Groups * design.Groups > WorthThreads)
        {
            // The last groups have the most partners: they start first.
            Parallel.For(0, design.Groups, new ParallelOptions { MaxDegreeOfParallelism = _threads }, k => AddGroup(design.Groups - 1 - k, weights));
        }
        else
        {
            for (int g = 0; g < design.Groups; g++)
            {
                AddGroup(g, weights);
            }
        }

        double[] sums = new double[design.Parameters];
        design.Gradient(weights, sums);
        sums.CopyTo(Values, (long)design.Intercept * Side);
    }

    // Tiles reach beyond the last dense column; what they leave there belongs to nobody.
    private void ClearAfterGram()
    {
        int dense = _design.Dense;
        int rows = Math.Min(dense + DenseKernels.TileRows, Values.Length / Side);
        for (int row = 0; row < rows; row++)
        {
            int from = row < dense ? row + 1 : 0;
            Array.Clear(Values, (row * Side) + from, Side - from);
        }
    }

    private unsafe void AddGroup(int group, double[] weights)
    {
        DesignMatrix design = _design;
        int[] codes = design.Codes(group);
        int first = design.Offset(group);
        fixed (double* x = design.Values, h = Values)
        {
            for (int i = 0; i < codes.Length && design.Dense > 0; i++)
            {
                if (codes[i] >= 0)
                {
                    DenseKernels.AddScaled(weights[i], x + ((long)i * design.Stride), h + ((long)(first + codes[i]) * Side), design.Dense);
                }
            }

            for (int earlier = 0; earlier < group; earlier++)
            {
                int[] partner = design.Codes(earlier);
                int partnerFirst = design.Offset(earlier);
                for (int i = 0; i < codes.Length; i++)
                {
                    if ((codes[i] | partner[i]) >= 0)
                    {
                        h[((long)(first + codes[i]) * Side) + partnerFirst + partner[i]] += weights[i];
                    }
                }
            }

            for (int i = 0; i < codes.Length; i++)
            {
                if (codes[i] >= 0)
                {
                    h[((long)(first + codes[i]) * Side) + first + codes[i]] += weights[i];
                }
            }
        }
    }
}
