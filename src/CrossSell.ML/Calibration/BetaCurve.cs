using System.Runtime.InteropServices;
using CrossSell.ML.Design;
using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Calibration;

/// <summary>The calibrated logit is C + A ln p - B ln(1 - p) with A, B >= 0 (Kull, Silva Filho, Flach 2017): Platt's line with a slope of its own at each end.</summary>
/// <param name="A">How fast it rises among small probabilities; 1 for a model that needs no calibration.</param>
/// <param name="B">How fast it rises among great ones; 1 for a model that needs no calibration.</param>
/// <param name="C">0 for a model that needs no calibration.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BetaCurve(double A, double B, double C)
{
    /// <summary>The curve that changes nothing.</summary>
    public static BetaCurve Identity => new(1, 1, 0);

    public double Apply(double logit) => C - (A * LogisticFunction.Softplus(-logit)) + (B * LogisticFunction.Softplus(logit));

    /// <summary>Fits to logits of rows that were held out.</summary>
    /// <param name="logits">NaN where a row was not held out.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Or null.</param>
    public static BetaCurve Fit(double[] logits, double[] labels, double[]? weights)
    {
        int[] rows = [.. Enumerable.Range(0, logits.Length).Where(row => !double.IsNaN(logits[row]))];
        double[] z = Array.ConvertAll(rows, row => logits[row]);
        double[] y = Array.ConvertAll(rows, row => labels[row]);
        if (!y.Contains(0.0) || !y.Contains(1.0))
        {
            return Identity;
        }

        double[]? w = weights is null ? null : Array.ConvertAll(rows, row => weights[row]);
        BetaCurve both = Solve(z, y, w, useA: true, useB: true);
        if (both is { A: >= 0, B: >= 0 })
        {
            return both;
        }

        // With one end held level the other may still fall; then no rising curve is better than the base rate for everybody.
        BetaCurve one = Solve(z, y, w, useA: both.A >= 0, useB: both.A < 0);
        return one is { A: >= 0, B: >= 0 } ? one : Solve(z, y, w, useA: false, useB: false);
    }

    private static BetaCurve Solve(double[] logits, double[] labels, double[]? weights, bool useA, bool useB)
    {
        double[] values = DesignMatrix.NewValues(labels.Length, 2);
        var design = new DesignMatrix(labels.Length, 2, values, [], []);
        double[] offset = new double[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            double logP = useA ? -LogisticFunction.Softplus(-logits[i]) : 0;
            double logQ = useB ? LogisticFunction.Softplus(logits[i]) : 0;
            values[(long)i * design.Stride] = logP;
            values[((long)i * design.Stride) + 1] = logQ;
            offset[i] = logP + logQ;
        }

        // A trace of a prior at A = B = 1, no change: it decides only where the customers do not.
        var penalty = new Penalty(3);
        penalty.AddRidge(0, 0.1);
        penalty.AddRidge(1, 0.1);
        double[] found = new NewtonSolver(design, labels, weights, offset, threads: 1).Solve(penalty, new double[3], 1e-12, 100, CancellationToken.None).Parameters;
        return new BetaCurve(useA ? 1 + found[0] : 0, useB ? 1 + found[1] : 0, found[2]);
    }
}
