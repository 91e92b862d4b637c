namespace CrossSell.ML.Multinomial;

/// <summary>Newton's method for the softmax, each step by conjugate gradients with <see cref="BlockPreconditioner"/>, so that no Hessian is ever formed.</summary>
/// <remarks>Nocedal and Wright 2006, algorithm 7.1 (Newton-CG); the accuracy of a step follows the progress, so the last ones converge as Newton's do.</remarks>
internal sealed class MultinomialSolver
{
    private const double Tolerance = 1e-18;
    private const double LooseResidual = 0.1;
    private const double TightResidual = 1e-6;
    private const int MostProducts = 300;

    // After so many steps probabilities hardly move, and the last preconditioner stays good.
    private const int FreshPreconditioners = 4;

    private readonly SoftmaxRows _rows;
    private readonly double[] _ridge;
    private readonly BlockPreconditioner _preconditioner;
    private readonly int _maxIterations;
    private readonly double _tolerance;
    private readonly int _freshPreconditioners;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _product;
    private readonly double[] _direction;
    private readonly double[] _residual;
    private readonly double[] _preconditioned;

    /// <param name="rows">The rows.</param>
    /// <param name="ridge">For each column the strength that holds it.</param>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <param name="freshPreconditioners">In how many of the first steps the preconditioner is made anew; fewer from a start that is near.</param>
    /// <param name="tolerance">The run ends when half the decrement is at most so large, relative to the objective.</param>
    public MultinomialSolver(SoftmaxRows rows, double[] ridge, int maxIterations, int threads, CancellationToken cancellationToken, double tolerance = Tolerance, int freshPreconditioners = FreshPreconditioners)
    {
        _tolerance = tolerance;
        _freshPreconditioners = freshPreconditioners;
        _rows = rows;
        _ridge = ridge;
        _maxIterations = maxIterations;
        _cancellationToken = cancellationToken;
        Dependent = Array.TrueForAll(ridge, strength => strength == 0) ? Dependence.Of(rows) : [];
        _preconditioner = new BlockPreconditioner(rows, ridge, Dependent, threads);
        _product = new double[rows.Parameters];
        _direction = new double[rows.Parameters];
        _residual = new double[rows.Parameters];
        _preconditioned = new double[rows.Parameters];
    }

    /// <summary>Columns left out because earlier ones determine them, ascending.</summary>
    public IReadOnlyList<int> Dependent { get; }

    /// <summary>The weighted sum of log losses at the end.</summary>
    public double Loss { get; private set; }

    /// <summary>How many steps were taken.</summary>
    public int Iterations { get; private set; }

    /// <summary>Whether no step can lower the objective any more.</summary>
    public bool Converged { get; private set; }

    /// <summary>Whether the steps creep as they do towards a minimum at infinity.</summary>
    public bool Diverging { get; private set; }

    /// <summary>The last step; while diverging it points to where.</summary>
    public double[] LastStep { get; private set; } = [];

    public double[] Solve(double[] start)
    {
        double[] parameters = (double[])start.Clone();
        double[] trial = new double[parameters.Length];
        double[] gradient = new double[parameters.Length];
        double[] step = new double[parameters.Length];
        LastStep = step;
        double objective = Objective(parameters);
        double accuracy = LooseResidual;
        double before = double.PositiveInfinity;
        int slow = 0;
        for (Iterations = 1; Iterations <= _maxIterations; Iterations++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _rows.Gradient(gradient);
            AddRidge(parameters, gradient);
            if (Iterations <= _freshPreconditioners)
            {
                _preconditioner.Compute();
            }

            Direction(gradient, step, accuracy);
            double decrement = Dot(gradient, step);

            // A minimum is approached ever faster; one that only creeps on has it at infinity. Any ridge brings it near.
            slow = Array.TrueForAll(_ridge, strength => strength == 0) && Iterations > 8 && decrement > 0.1 * before ? slow + 1 : 0;
            if (slow >= 3)
            {
                Diverging = true;
                return parameters;
            }

            accuracy = Math.Clamp(Math.Sqrt(decrement / before), TightResidual, LooseResidual);
            before = decrement;
            double slack = 1e-13 * Math.Abs(objective);
            double next = double.PositiveInfinity;
            double scale = 1;
            for (int halving = 0; halving < 30 && !(next <= objective + slack); halving++, scale /= 2)
            {
                for (int i = 0; i < trial.Length; i++)
                {
                    trial[i] = parameters[i] - (scale * step[i]);
                }

                next = Objective(trial);
            }

            bool lower = next <= objective + slack;
            if (lower)
            {
                (parameters, trial) = (trial, parameters);
                objective = next;
            }

            if (decrement / 2 <= _tolerance * Math.Max(1, Math.Abs(objective)) || !lower)
            {
                objective = Objective(parameters);
                Converged = decrement / 2 <= Math.Max(1e-9, _tolerance) * Math.Max(1, Math.Abs(objective));
                return parameters;
            }
        }

        Iterations = _maxIterations;
        Objective(parameters);
        return parameters;
    }

    // Solves Hessian · step = gradient until the residual, as the preconditioner measures it, has shrunk to the accuracy.
    private void Direction(double[] gradient, double[] step, double accuracy)
    {
        Array.Clear(step);
        gradient.CopyTo(_residual, 0);
        _preconditioner.Solve(_residual, _preconditioned);
        _preconditioned.CopyTo(_direction, 0);
        double size = Dot(_residual, _preconditioned);
        double enough = accuracy * accuracy * size;
        for (int i = 0; i < MostProducts && size > enough && size > 0; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _rows.HessianTimes(_direction, _product);
            AddRidge(_direction, _product);
            double curvature = Dot(_direction, _product);
            if (!(curvature > 0))
            {
                return;
            }

            double length = size / curvature;
            for (int j = 0; j < step.Length; j++)
            {
                step[j] += length * _direction[j];
                _residual[j] -= length * _product[j];
            }

            _preconditioner.Solve(_residual, _preconditioned);
            double shrunk = Dot(_residual, _preconditioned);
            double share = shrunk / size;
            for (int j = 0; j < step.Length; j++)
            {
                _direction[j] = _preconditioned[j] + (share * _direction[j]);
            }

            size = shrunk;
        }
    }

    private double Objective(double[] parameters)
    {
        Loss = _rows.Evaluate(parameters);
        double penalty = 0;
        for (int j = 0; j < _ridge.Length; j++)
        {
            for (int k = 0; k < _rows.Classes; k++)
            {
                double value = parameters[(j * _rows.Stride) + k];
                penalty += _ridge[j] * value * value;
            }
        }

        return Loss + (penalty / 2);
    }

    private void AddRidge(double[] parameters, double[] target)
    {
        for (int j = 0; j < _ridge.Length; j++)
        {
            for (int k = 0; k < _rows.Classes; k++)
            {
                target[(j * _rows.Stride) + k] += _ridge[j] * parameters[(j * _rows.Stride) + k];
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
