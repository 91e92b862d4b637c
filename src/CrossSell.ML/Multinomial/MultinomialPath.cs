using CrossSell.ML.Logistic;

namespace CrossSell.ML.Multinomial;

/// <summary>Fits the same rows at several strengths of the ridge, one after the other, each from where the last one ended; the rows are laid out once.</summary>
internal sealed class MultinomialPath
{
    private readonly FeatureMatrix _features;
    private readonly IReadOnlyList<string> _names;
    private readonly SoftmaxRows _rows;
    private readonly int _threads;
    private readonly double[] _shares;
    private double[] _parameters;
    private bool _isStarted;

    /// <param name="features">The columns.</param>
    /// <param name="classes">For each row which class happened; each class must occur.</param>
    /// <param name="names">The classes' names.</param>
    /// <param name="threads">The most threads.</param>
    public MultinomialPath(FeatureMatrix features, int[] classes, IReadOnlyList<string> names, int threads)
    {
        _features = features;
        _names = names;
        _threads = threads;
        _rows = new SoftmaxRows(features, classes, names.Count, weights: null, threads);
        _shares = [.. Enumerable.Range(0, names.Count).Select(k => classes.AsSpan().Count(k) / (double)classes.Length)];
        _parameters = new double[_rows.Parameters];
        for (int k = 0; k < _shares.Length; k++)
        {
            _parameters[(_rows.Columns * _rows.Stride) + k] = Math.Log(_shares[k]);
        }
    }

    /// <summary>The fit with a ridge on the coefficients as they are, not standardised.</summary>
    /// <param name="ridge">Above 0.</param>
    /// <param name="tolerance">Newton's method ends when half its decrement is at most so large, relative to the objective.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    public MultinomialFit Fit(double ridge, double tolerance, CancellationToken cancellationToken)
    {
        var options = new MultinomialOptions { Ridge = ridge, PenalizeStandardized = false, StandardErrors = false, MaxThreads = _threads };
        double[] strengths = [.. _rows.Deviations.Select(deviation => deviation == 0 ? ridge : ridge / (deviation * deviation))];
        var solver = new MultinomialSolver(_rows, strengths, options.MaxIterations, _threads, cancellationToken, tolerance, _isStarted ? 1 : 2);
        _isStarted = true;
        _parameters = solver.Solve(_parameters);
        return solver.Converged
            ? MultinomialFit.Of(_features, _names, _rows, _parameters, covariance: null, solver, -2 * _rows.TotalWeight * _shares.Sum(share => share * Math.Log(share)), options)
            : throw new PropensityTrainingException($"Newton's method took {solver.Iterations} steps without coming to rest.");
    }
}
