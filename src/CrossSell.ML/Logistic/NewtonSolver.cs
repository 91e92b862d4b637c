using CrossSell.ML.Design;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Logistic;

/// <summary>Penalised logistic regression by Newton's method (iteratively reweighted least squares) with step halving.</summary>
/// <remarks>Minimises sum w (log loss) + penalty. One solver may be run again with other penalties; it keeps its buffers and is not thread-safe.</remarks>
internal sealed class NewtonSolver
{
    // A pivot that keeps less than this share of its diagonal: the column is a combination of earlier ones, up to rounding.
    private const double DependenceTolerance = 1e-10;

    private readonly DesignMatrix _design;
    private readonly double[] _labels;
    private readonly double[]? _weights;
    private readonly double[]? _offset;
    private readonly Hessian _hessian;
    private readonly double[] _logits;
    private readonly double[] _trialLogits;
    private readonly double[] _residuals;
    private readonly double[] _curvatures;
    private readonly double[] _gradient;

    /// <param name="design">The rows.</param>
    /// <param name="labels">For each row 0, 1, or the share of ones among those that it stands for.</param>
    /// <param name="weights">Or null for 1 each.</param>
    /// <param name="offset">Added to the logits; or null.</param>
    /// <param name="threads">The most threads.</param>
    public NewtonSolver(DesignMatrix design, double[] labels, double[]? weights, double[]? offset, int threads)
    {
        _design = design;
        _labels = labels;
        _weights = weights;
        _offset = offset;
        _hessian = new Hessian(design, threads);
        _logits = new double[design.Rows];
        _trialLogits = new double[design.Rows];
        _residuals = new double[design.Rows];
        _curvatures = new double[design.Rows];
        _gradient = new double[design.Parameters];
    }

    /// <summary>The factor of the Hessian at the last iterate, for standard errors.</summary>
    public double[] Factor => _hessian.Values;

    /// <summary>From row to row of <see cref="Factor"/>.</summary>
    public int Side => _hessian.Side;

    /// <summary>Finds the minimum.</summary>
    /// <param name="penalty">The penalty.</param>
    /// <param name="start">Where to begin, or null for the base rate alone.</param>
    /// <param name="tolerance">Ends where half the Newton decrement, what the next step can still win, is below this.</param>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <param name="mayDiverge">Whether there may be no minimum, because not every parameter is held.</param>
    public NewtonResult Solve(Penalty penalty, double[]? start, double tolerance, int maxIterations, CancellationToken cancellationToken, bool mayDiverge = false)
    {
        int count = _design.Parameters;
        double[] parameters = start is null ? BaseRateOnly() : (double[])start.Clone();
        double[] trial = new double[count];
        double[] step = new double[count];
        _design.Logits(parameters, _offset, _logits);
        double loss = Loss(_logits);
        double objective = loss + penalty.Value(parameters);
        var dependent = new List<int>();
        double before = double.PositiveInfinity;
        int slow = 0;
        for (int iteration = 1; iteration <= maxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Derivatives();
            _design.Gradient(_residuals, _gradient);
            penalty.AddGradient(parameters, _gradient);
            _hessian.Compute(_curvatures);
            penalty.AddHessian(_hessian.Values, _hessian.Side);
            dependent.Clear();
            Cholesky.Factor(_hessian.Values, _hessian.Side, count, DependenceTolerance, dependent);
            _gradient.CopyTo(step, 0);
            Cholesky.Solve(_hessian.Values, _hessian.Side, count, step);
            double decrement = 0;
            for (int j = 0; j < count; j++)
            {
                decrement += _gradient[j] * step[j];
            }

            // Newton's method doubles the right digits; one that only creeps on is chasing a minimum at infinity. Any ridge brings that minimum near.
            slow = mayDiverge && iteration > 8 && decrement > 0.1 * before ? slow + 1 : 0;
            if (slow >= 3)
            {
                return new NewtonResult(parameters, loss, iteration, Converged: false, [.. dependent], Growing(step));
            }

            before = decrement;
            double slack = 1e-13 * Math.Abs(objective);
            double next = double.PositiveInfinity;
            double nextLoss = 0;
            double scale = 1;
            for (int halving = 0; halving < 30 && !(next <= objective + slack); halving++, scale /= 2)
            {
                for (int j = 0; j < count; j++)
                {
                    trial[j] = parameters[j] - (scale * step[j]);
                }

                _design.Logits(trial, _offset, _trialLogits);
                nextLoss = Loss(_trialLogits);
                next = nextLoss + penalty.Value(trial);
            }

            bool lower = next <= objective + slack;
            if (lower)
            {
                (parameters, trial) = (trial, parameters);
                _trialLogits.CopyTo(_logits, 0);
                objective = next;
                loss = nextLoss;
            }

            if (decrement / 2 <= tolerance || !lower)
            {
                bool converged = decrement / 2 <= Math.Max(tolerance, 1e-9 * Math.Abs(objective));
                return new NewtonResult(parameters, loss, iteration, converged, [.. dependent], []);
            }
        }

        return new NewtonResult(parameters, loss, maxIterations, Converged: false, [.. dependent], Growing(step));
    }

    private double[] BaseRateOnly()
    {
        double[] parameters = new double[_design.Parameters];
        double positive = 0;
        double total = 0;
        for (int i = 0; i < _labels.Length; i++)
        {
            double weight = _weights?[i] ?? 1;
            positive += weight * _labels[i];
            total += weight;
        }

        parameters[^1] = LogisticFunction.Logit(LogisticFunction.Clip(positive / total));
        return parameters;
    }

    private double Loss(double[] logits)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double loss = _labels[i] is > 0 and < 1
                ? LogisticFunction.Softplus(logits[i]) - (_labels[i] * logits[i])
                : LogisticFunction.Softplus(_labels[i] != 0 ? -logits[i] : logits[i]);
            sum += _weights is null ? loss : _weights[i] * loss;
        }

        return sum;
    }

    private void Derivatives()
    {
        for (int i = 0; i < _logits.Length; i++)
        {
            double e = Math.Exp(-Math.Abs(_logits[i]));
            double low = e / (1 + e);
            double probability = _logits[i] >= 0 ? 1 / (1 + e) : low;
            double weight = _weights?[i] ?? 1;
            _residuals[i] = weight * (probability - _labels[i]);
            _curvatures[i] = weight * low / (1 + e);
        }
    }

    private static List<int> Growing(double[] step)
    {
        double most = 0;
        for (int j = 0; j < step.Length - 1; j++)
        {
            most = Math.Max(most, Math.Abs(step[j]));
        }

        return [.. Enumerable.Range(0, step.Length - 1).Where(j => most > 0 && Math.Abs(step[j]) >= 0.1 * most)];
    }
}
