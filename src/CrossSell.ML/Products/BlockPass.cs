using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Products;

/// <summary>One pass over the rows for eight products at once: losses, gradients and Hessians, each number in eight lanes.</summary>
/// <remarks>
/// Finding out which parameters meet in a row costs as much as adding to them; here it is paid once for eight products. The Hessian of eight products of a
/// hundred parameters is 320 KB and stays in the second cache. Lanes never mix, and rows are added in their order: the same bytes on every machine
/// that multiplies and adds alike, and for any number of threads.
/// </remarks>
internal sealed unsafe class BlockPass
{
    private const int Lanes = ProductBlock.Lanes;

    /// <summary>So many factors of at most 2 cannot overflow; one logarithm then does for all of them.</summary>
    private const int FactorsOfALogarithm = 512;

    private static readonly double[] s_bits = MakeBits();

    private readonly SharedDesign _design;
    private readonly ProductBlock _block;

    public BlockPass(SharedDesign design, ProductBlock block)
    {
        _design = design;
        _block = block;
        Parameters = design.Parameters + (block.HasRules ? 1 : 0);
        Gradient = new double[Parameters * Lanes];
        Hessian = new double[(long)Parameters * (Parameters + 1) / 2 * Lanes];
        Losses = new double[Lanes];
    }

    public int Parameters { get; }

    /// <summary>For each parameter eight numbers.</summary>
    public double[] Gradient { get; }

    /// <summary>The lower triangle row by row, for each element eight numbers.</summary>
    public double[] Hessian { get; }

    /// <summary>Eight sums of log losses.</summary>
    public double[] Losses { get; }

    /// <summary>Computes all three anew.</summary>
    /// <param name="weights">For each parameter eight numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(double[] weights)
    {
        Array.Clear(Gradient);
        Array.Clear(Hessian);
        int rulePlace = _block.HasRules ? Parameters - 1 : -1;
        int most = 0;
        for (int row = 0; row < _design.Rows; row++)
        {
            most = Math.Max(most, _design.Starts[row + 1] - _design.Starts[row]);
        }

        long* triangle = stackalloc long[most];
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> losses = default;
        Vector512<double> factors = one;
        int inFactors = 0;
        fixed (int* starts = _design.Starts, columns = _design.Columns)
        fixed (double* w = weights, g = Gradient, h = Hessian, bits = s_bits, rules = _block.RuleLogits)
        fixed (byte* open = _block.Open, bought = _block.Bought)
        {
            for (int row = 0; row < _design.Rows; row++)
            {
                if (open[row] == 0)
                {
                    continue;
                }

                int* c = columns + starts[row];
                int count = starts[row + 1] - starts[row];
                Vector512<double> z = default;
                for (int i = 0; i < count; i++)
                {
                    z += Vector512.Load(w + ((long)c[i] * Lanes));
                }

                Vector512<double> said = default;
                if (rulePlace >= 0)
                {
                    said = Vector512.Load(rules + ((long)row * Lanes));
                    z += said * Vector512.Load(w + ((long)rulePlace * Lanes));
                }

                Vector512<double> mask = Vector512.Load(bits + (open[row] * Lanes));
                Vector512<double> label = Vector512.Load(bits + (bought[row] * Lanes));
                Vector512<double> e = Vector512.Exp(-Vector512.Abs(z));
                Vector512<double> sum = one + e;
                Vector512<double> low = e / sum;
                Vector512<double> probability = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(z, default), one - low, low);
                Vector512<double> residual = mask * (probability - label);
                Vector512<double> curvature = mask * low / sum;
                losses += mask * (Vector512.Max(z, default) - (label * z));
                factors *= one + (mask * e);
                if (++inFactors == FactorsOfALogarithm)
                {
                    losses += Vector512.Log(factors);
                    factors = one;
                    inFactors = 0;
                }

                for (int i = 0; i < count; i++)
                {
                    double* target = g + ((long)c[i] * Lanes);
                    (Vector512.Load(target) + residual).Store(target);
                    triangle[i] = (long)c[i] * (c[i] + 1) / 2;
                }

                for (int i = 0; i < count; i++)
                {
                    double* line = h + (triangle[i] * Lanes);
                    for (int j = 0; j <= i; j++)
                    {
                        double* target = line + ((long)c[j] * Lanes);
                        (Vector512.Load(target) + curvature).Store(target);
                    }
                }

                if (rulePlace >= 0)
                {
                    AddRules(c, count, said, residual, curvature, g + ((long)rulePlace * Lanes), h + ((long)rulePlace * (rulePlace + 1) / 2 * Lanes), rulePlace);
                }
            }

            losses += Vector512.Log(factors);
        }

        losses.CopyTo(Losses);
    }

    private static void AddRules(
        int* columns, int count, Vector512<double> said, Vector512<double> residual, Vector512<double> curvature, double* gradient, double* line, int rulePlace)
    {
        (Vector512.Load(gradient) + (residual * said)).Store(gradient);
        Vector512<double> weighted = curvature * said;
        for (int i = 0; i < count; i++)
        {
            double* target = line + ((long)columns[i] * Lanes);
            (Vector512.Load(target) + weighted).Store(target);
        }

        double* own = line + ((long)rulePlace * Lanes);
        (Vector512.Load(own) + (weighted * said)).Store(own);
    }

    // For each byte its bits as eight numbers, 0 or 1.
    private static double[] MakeBits()
    {
        double[] bits = new double[256 * Lanes];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = (i / Lanes >> (i % Lanes)) & 1;
        }

        return bits;
    }
}
