using CrossSell.ML.Design;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>Goes down the path one strength after another. Everything it knows of the last strength is where the next one starts.</summary>
internal sealed class ElasticNetSolver
{
    // What a coordinate may still win, per customer: its step against one standard deviation is then below a billionth.
    private const double Tolerance = 1e-18;
    private const int MostSteps = 100;
    private const int MostSweeps = 10_000;
    private const int SweepsBeforeJump = 3;

    private readonly DesignMatrix _design;
    private readonly Standardized _standardized;
    private readonly double[] _labels;
    private readonly double[] _weights;
    private readonly double _alpha;
    private readonly int _threads;
    private readonly double _total;
    private readonly double[] _parameters;
    private readonly double[] _logits;
    private readonly double[] _residuals;
    private readonly double[] _curvatures;
    private readonly double[] _gradient;
    private readonly SortedSet<int> _active = [];
    private GramOfColumns? _gram;
    private double _last = double.PositiveInfinity;

    public ElasticNetSolver(Standardized standardized, int rows, int columns, double[] labels, double[] weights, double alpha, int threads)
    {
        _standardized = standardized;
        _design = new DesignMatrix(rows, columns, standardized.Values, [], []);
        _labels = labels;
        _weights = weights;
        _alpha = alpha;
        _threads = threads;
        _total = weights.Length == 0 ? rows : weights.Sum();
        _parameters = new double[columns + 1];
        _logits = new double[rows];
        _residuals = new double[rows];
        _curvatures = new double[rows];
        _gradient = new double[columns + 1];
        double positive = 0;
        for (int i = 0; i < rows; i++)
        {
            positive += labels[i] * (weights.Length == 0 ? 1 : weights[i]);
        }

        _parameters[columns] = LogisticFunction.Logit(positive / _total);
        Evaluate();
        LargestGradient = columns == 0 ? 0 : Enumerable.Range(0, columns).Max(j => Math.Abs(_gradient[j]));
    }

    /// <summary>Of the mean log loss at the base rate: from this strength on the lasso keeps every coefficient at 0.</summary>
    public double LargestGradient { get; }

    public ReadOnlySpan<double> Coefficients => _parameters.AsSpan(0, _parameters.Length - 1);

    public double Intercept => _parameters[^1];

    /// <summary>The weighted sum of log losses.</summary>
    public double Loss { get; private set; }

    public void MoveTo(double lambda, CancellationToken cancellationToken)
    {
        // Strong rule: a gradient moves at most as far as lambda does, so these alone can come in. What it misses is caught below.
        double strong = _alpha * ((2 * lambda) - Math.Min(_last, 2 * lambda));
        if (double.IsPositiveInfinity(_last))
        {
            strong = _alpha * Math.Min(lambda, (2 * lambda) - LargestGradient);
        }

        _last = lambda;
        bool changed = Admit(strong);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            Descend(lambda, changed, cancellationToken);
            changed = Admit(_alpha * lambda * (1 + 1e-9));
        }
        while (changed);
    }

    // Columns at work stay at work; others come in when their gradient passes the bar.
    private bool Admit(double bar)
    {
        bool changed = false;
        for (int j = 0; j < Coefficients.Length; j++)
        {
            if (_standardized.Deviations[j] > 0 && Math.Abs(_gradient[j]) > bar)
            {
                changed |= _active.Add(j);
            }
        }

        return changed;
    }

    private void Descend(double lambda, bool changed, CancellationToken cancellationToken)
    {
        if (changed || _gram is null)
        {
            _gram = new GramOfColumns(_design, [.. _active], _threads);
        }

        int[] columns = _gram.Columns;
        int count = columns.Length;
        double[] current = new double[count + 1];
        double[] start = new double[count + 1];
        double[] slope = new double[count + 1];
        for (int step = 0; step < MostSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _gram.Compute(_curvatures, _total);
            for (int k = 0; k <= count; k++)
            {
                int place = k < count ? columns[k] : _parameters.Length - 1;
                current[k] = start[k] = _parameters[place];
                slope[k] = _gradient[place];
            }

            Sweep(lambda, current, slope);
            double moved = 0;
            for (int k = 0; k <= count; k++)
            {
                double move = current[k] - start[k];
                moved = Math.Max(moved, _gram[k, k] * move * move);
            }

            Accept(lambda, columns, start, current);
            if (moved < Tolerance)
            {
                return;
            }
        }
    }

    // Full steps first; halved while the objective would rise, which it rarely does after a warm start.
    private void Accept(double lambda, int[] columns, double[] start, double[] wanted)
    {
        double before = Objective(lambda);
        for (double scale = 1; scale > 1e-6; scale /= 2)
        {
            for (int k = 0; k < wanted.Length; k++)
            {
                _parameters[k < columns.Length ? columns[k] : _parameters.Length - 1] = scale == 1 ? wanted[k] : start[k] + (scale * (wanted[k] - start[k]));
            }

            Evaluate();
            if (Objective(lambda) <= before + (1e-12 * Math.Abs(before)))
            {
                return;
            }
        }
    }

    private void Sweep(double lambda, double[] current, double[] slope)
    {
        int count = current.Length - 1;
        double l1 = lambda * _alpha;
        double l2 = lambda * (1 - _alpha);
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            double most = 0;
            for (int k = 0; k <= count; k++)
            {
                double curvature = _gram![k, k];
                if (curvature <= 0)
                {
                    continue;
                }

                double wanted = (curvature * current[k]) - slope[k];
                double next = k == count ? wanted / curvature
                    : wanted > l1 ? (wanted - l1) / (curvature + l2)
                    : wanted < -l1 ? (wanted + l1) / (curvature + l2)
                    : 0;
                double move = next - current[k];
                if (move != 0)
                {
                    current[k] = next;
                    _gram.AddRow(k, move, slope);
                    most = Math.Max(most, curvature * move * move);
                }
            }

            if (most < Tolerance / 10)
            {
                return;
            }

            if (sweep % SweepsBeforeJump == SweepsBeforeJump - 1)
            {
                Jump(l1, l2, current, slope);
            }
        }
    }

    // Where columns nearly determine one another, coordinates creep. As long as no coefficient changes its sign the objective is quadratic: go to its
    // minimum at once, or as far as the first coefficient that meets 0.
    private void Jump(double l1, double l2, double[] current, double[] slope)
    {
        int count = current.Length - 1;
        int[] support = [.. Enumerable.Range(0, count + 1).Where(k => k == count || current[k] != 0)];
        int side = DenseKernels.Pad(support.Length);
        double[] matrix = new double[side * support.Length];
        double[] step = new double[support.Length];
        for (int a = 0; a < support.Length; a++)
        {
            int k = support[a];
            for (int b = 0; b <= a; b++)
            {
                matrix[(a * side) + b] = _gram![k, support[b]];
            }

            matrix[(a * side) + a] += k == count ? 0 : l2;
            step[a] = -(slope[k] + (k == count ? 0 : (l1 * Math.Sign(current[k])) + (l2 * current[k])));
        }

        if (!Cholesky.Factor(matrix, side, support.Length, 1e-12, dependent: null))
        {
            return;
        }

        Cholesky.Solve(matrix, side, support.Length, step);
        double share = 1;
        int stop = -1;
        for (int a = 0; a < support.Length; a++)
        {
            double value = current[support[a]];
            if (support[a] != count && value * (value + (share * step[a])) < 0)
            {
                share = -value / step[a];
                stop = a;
            }
        }

        for (int a = 0; a < support.Length; a++)
        {
            int k = support[a];
            double next = a == stop ? 0 : current[k] + (share * step[a]);
            _gram!.AddRow(k, next - current[k], slope);
            current[k] = next;
        }
    }

    private double Objective(double lambda)
    {
        double l1 = 0;
        double l2 = 0;
        foreach (double coefficient in Coefficients)
        {
            l1 += Math.Abs(coefficient);
            l2 += coefficient * coefficient;
        }

        return (Loss / _total) + (lambda * ((_alpha * l1) + ((1 - _alpha) * l2 / 2)));
    }

    // Loss, curvatures and the gradient of the mean loss at the present parameters.
    private void Evaluate()
    {
        _design.Logits(_parameters, offset: null, _logits);
        double loss = 0;
        for (int i = 0; i < _logits.Length; i++)
        {
            double weight = _weights.Length == 0 ? 1 : _weights[i];
            double probability = LogisticFunction.Of(_logits[i]);
            loss += weight * LogisticFunction.Softplus(_labels[i] != 0 ? -_logits[i] : _logits[i]);
            _residuals[i] = weight * (probability - _labels[i]) / _total;
            _curvatures[i] = weight * Math.Max(probability * (1 - probability), 1e-10);
        }

        Loss = loss;
        _design.Gradient(_residuals, _gradient);
    }
}
