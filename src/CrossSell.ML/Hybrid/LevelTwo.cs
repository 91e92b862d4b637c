using CrossSell.ML.Design;
using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Hybrid;

/// <summary>Fits the logistic model over the features of candidates: a ridge on standardised features.</summary>
/// <remarks>
/// Features are logarithms, and straight lines over them were measured to carry over from one window to the next, while a step function of the same features
/// learned what held in its own window alone and ranked worse by a tenth.
/// </remarks>
internal static class LevelTwo
{
    private const double Tolerance = 1e-4;
    private const int MostSteps = 50;

    /// <summary>The weights.</summary>
    /// <param name="rows">The candidates.</param>
    /// <param name="used">The features that take part; all others get weight 0.</param>
    /// <param name="ridge">How strongly weights are held to 0.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    public static HybridModel Fit(HybridRows rows, IReadOnlyList<int> used, double ridge, int threads, CancellationToken cancellationToken)
    {
        HybridTerm[] scales = Scales(rows);
        int[] varying = [.. used.Where(feature => scales[feature].Weight != 0)];
        var design = new DesignMatrix(rows.Count, varying.Length, Standardized(rows, scales, varying), [], []);
        var penalty = new Penalty(design.Parameters);
        for (int k = 0; k < varying.Length; k++)
        {
            penalty.AddRidge(k, ridge);
        }

        NewtonResult result = new NewtonSolver(design, rows.Labels, rows.RowWeights(), offset: null, threads).Solve(penalty, start: null, Tolerance, MostSteps, cancellationToken);
        HybridTerm[] terms = [.. scales.Select(scale => scale with { Weight = 0 })];
        for (int k = 0; k < varying.Length; k++)
        {
            terms[varying[k]] = terms[varying[k]] with { Weight = result.Parameters[k] };
        }

        return new HybridModel(result.Parameters[^1], terms);
    }

    /// <summary>The logit of every row.</summary>
    public static double[] Logits(HybridRows rows, HybridModel model)
    {
        double[] logits = new double[rows.Count];
        int[] used = [.. Enumerable.Range(0, rows.Features).Where(feature => model.Terms[feature].Weight != 0)];
        HybridTerm[] terms = [.. used.Select(feature => model.Terms[feature])];
        for (int row = 0; row < logits.Length; row++)
        {
            ReadOnlySpan<float> values = rows.Values.AsSpan(row * rows.Features, rows.Features);
            double logit = model.Intercept;
            for (int k = 0; k < terms.Length; k++)
            {
                logit += terms[k].Of(values[used[k]]);
            }

            logits[row] = model.Trees is { } trees ? logit + trees.Of(values) : logit;
        }

        return logits;
    }

    // Mean and deviation of each feature; weight 0 marks one that does not vary, 1 one that does.
    private static HybridTerm[] Scales(HybridRows rows)
    {
        double[] sums = new double[rows.Features];
        double[] squares = new double[rows.Features];
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<float> values = rows.Values.AsSpan(row * rows.Features, rows.Features);
            for (int feature = 0; feature < values.Length; feature++)
            {
                sums[feature] += values[feature];
                squares[feature] += (double)values[feature] * values[feature];
            }
        }

        var terms = new HybridTerm[rows.Features];
        for (int feature = 0; feature < terms.Length; feature++)
        {
            double mean = sums[feature] / Math.Max(1, rows.Count);
            double deviation = Math.Sqrt(Math.Max(0, (squares[feature] / Math.Max(1, rows.Count)) - (mean * mean)));
            terms[feature] = deviation > 1e-6 * Math.Max(1, Math.Abs(mean)) ? new HybridTerm(mean, deviation, 1) : new HybridTerm(mean, 1, 0);
        }

        return terms;
    }

    private static double[] Standardized(HybridRows rows, HybridTerm[] scales, int[] used)
    {
        double[] values = DesignMatrix.NewValues(rows.Count, used.Length);
        int stride = DenseKernels.Pad(used.Length);
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<float> features = rows.Values.AsSpan(row * rows.Features, rows.Features);
            for (int k = 0; k < used.Length; k++)
            {
                values[((long)row * stride) + k] = scales[used[k]].Standardize(features[used[k]]);
            }
        }

        return values;
    }
}
