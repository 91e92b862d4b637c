using System.Runtime.InteropServices;
using CrossSell.ML.Design;
using CrossSell.ML.Logistic;

namespace CrossSell.ML.Learning;

/// <summary>Platt's calibration: the calibrated logit is intercept + slope · logit (Platt 1999), fitted on logits of rows that were held out.</summary>
/// <param name="Intercept">0 for a model that needs no calibration.</param>
/// <param name="Slope">1 for a model that needs no calibration; below 1 for one that is too sure of itself. Never below 0.05, so that the order stays.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlattLine(double Intercept, double Slope)
{
    private const double LeastSlope = 0.05;

    /// <summary>The line that changes nothing.</summary>
    public static PlattLine Identity => new(0, 1);

    public double Apply(double logit) => Intercept + (Slope * logit);

    /// <param name="logits">NaN where a row was not held out.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Or null.</param>
    public static PlattLine Fit(double[] logits, double[] labels, double[]? weights)
    {
        int[] rows = [.. Enumerable.Range(0, logits.Length).Where(row => !double.IsNaN(logits[row]))];
        double[] y = Array.ConvertAll(rows, row => labels[row]);
        if (!y.Contains(0.0) || !y.Contains(1.0))
        {
            return Identity;
        }

        double[] z = Array.ConvertAll(rows, row => logits[row]);
        double[]? w = weights is null ? null : Array.ConvertAll(rows, row => weights[row]);
        PlattLine line = Solve(z, y, w, freeSlope: true);
        return line.Slope >= LeastSlope ? line : Solve(z, y, w, freeSlope: false);
    }

    // With a slope that is not free it is the least one, and the intercept is the best for that.
    private static PlattLine Solve(double[] logits, double[] labels, double[]? weights, bool freeSlope)
    {
        double slope = freeSlope ? 1 : LeastSlope;
        double[] values = DesignMatrix.NewValues(logits.Length, 1);
        var design = new DesignMatrix(logits.Length, 1, values, [], []);
        for (int i = 0; freeSlope && i < logits.Length; i++)
        {
            values[(long)i * design.Stride] = logits[i];
        }

        // A trace of a prior at slope 1: where the held-out rows say nothing of the slope, it stays there.
        var penalty = new Penalty(2);
        penalty.AddRidge(0, 1);
        double[] offset = Array.ConvertAll(logits, logit => slope * logit);
        double[] found = new NewtonSolver(design, labels, weights, offset, threads: 1).Solve(penalty, new double[2], 1e-12, 100, CancellationToken.None).Parameters;
        return new PlattLine(found[1], slope + found[0]);
    }
}
