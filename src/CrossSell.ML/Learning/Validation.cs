using CrossSell.ML.Design;
using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Learning;

/// <summary>Tries settings of one design on rows held out. Each split keeps its solver and its last solution, from which the next setting starts.</summary>
internal sealed class Validation
{
    // A held-out loss is known to a few units: a hundredth of one is nothing.
    private const double Tolerance = 1e-2;
    private const int MostSteps = 60;

    private readonly TermLayout _layout;
    private readonly DesignMatrix _design;
    private readonly double[] _labels;
    private readonly double[]? _weights;
    private readonly Split[] _splits;
    private readonly DesignMatrix[] _trains;
    private readonly DesignMatrix[] _tests;
    private readonly NewtonSolver[] _solvers;
    private readonly double[]?[] _starts;
    private readonly int _threads;

    public Validation(TermLayout layout, DesignMatrix design, double[] labels, double[]? weights, Split[] splits, int threads)
    {
        _layout = layout;
        _design = design;
        _labels = labels;
        _weights = weights;
        _splits = splits;
        _threads = threads;
        _trains = [.. splits.Select(split => design.Select(split.Train))];
        _tests = [.. splits.Select(split => design.Select(split.Test))];
        _solvers = [.. splits.Select((split, s) => new NewtonSolver(_trains[s], Pick(labels, split.Train)!, Pick(weights, split.Train), offset: null, threads: 1))];
        _starts = new double[splits.Length][];
    }

    /// <summary>The logits of the rows that some split held out, NaN for the others, the weighted mean of their log losses, and for each split what was learned.</summary>
    public (double[] Logits, double Loss, double[][] Parameters) Try(Strengths strengths, CancellationToken cancellationToken)
    {
        double[] all = new double[_design.Rows];
        Array.Fill(all, double.NaN);
        Parallel.For(0, _splits.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken }, s =>
        {
            NewtonResult result = _solvers[s].Solve(_layout.Penalty(_trains[s], strengths), _starts[s], Tolerance, MostSteps, cancellationToken);
            _starts[s] = result.Parameters;
            double[] logits = new double[_tests[s].Rows];
            _tests[s].Logits(result.Parameters, offset: null, logits);
            for (int i = 0; i < logits.Length; i++)
            {
                all[_splits[s].Test[i]] = logits[i];
            }
        });
        return (all, MeanLoss(all, _labels, _weights), [.. _starts.Select(parameters => parameters!)]);
    }

    /// <summary>The weighted mean of the log losses of the rows that have a logit.</summary>
    public static double MeanLoss(double[] logits, double[] labels, double[]? weights)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < logits.Length; row++)
        {
            if (!double.IsNaN(logits[row]))
            {
                double weight = weights?[row] ?? 1;
                sum += weight * LogisticFunction.Softplus(labels[row] != 0 ? -logits[row] : logits[row]);
                total += weight;
            }
        }

        return sum / total;
    }

    private static double[]? Pick(double[]? values, int[] rows) => values is null ? null : Array.ConvertAll(rows, row => values[row]);
}
