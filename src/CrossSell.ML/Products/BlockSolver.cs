using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Products;

/// <summary>Newton's method with step halving for eight products side by side; a product that has arrived waits for the others.</summary>
/// <remarks>Minimises each product's sum of log losses plus its penalty. Keeps its buffers for the next penalty; not thread-safe.</remarks>
internal sealed class BlockSolver
{
    private const int Lanes = ProductBlock.Lanes;
    private const double DependenceTolerance = 1e-10;
    private const int MostHalvings = 30;

    private readonly BlockPass _pass;
    private readonly int _lanes;
    private readonly int _side;
    private readonly double[] _matrix;
    private readonly double[] _step;

    public BlockSolver(SharedDesign design, ProductBlock block)
    {
        _pass = new BlockPass(design, block);
        _lanes = block.Products.Length;
        _side = DenseKernels.Pad(_pass.Parameters);
        _matrix = new double[(long)_side * _pass.Parameters];
        _step = new double[_pass.Parameters];
        Weights = new double[_pass.Parameters * Lanes];
        for (int lane = 0; lane < _lanes; lane++)
        {
            (int bought, int open) = block.Count(lane);
            Weights[((design.Parameters - 1) * Lanes) + lane] = LogisticFunction.Logit((bought + 0.5) / (open + 1));
        }
    }

    /// <summary>For each parameter eight numbers; where the next run begins.</summary>
    public double[] Weights { get; }

    /// <summary>How many passes over the rows the last run took.</summary>
    public int Passes { get; private set; }

    /// <summary>Goes to the minimum.</summary>
    /// <param name="penalty">The penalty, the same for all products.</param>
    /// <param name="tolerance">Ends where half the Newton decrement, what the next step can still win, is below this for every product.</param>
    /// <param name="mostPasses">The most passes over the rows.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public void Solve(Penalty penalty, double tolerance, int mostPasses, CancellationToken cancellationToken)
    {
        int parameters = _pass.Parameters;
        double[] from = (double[])Weights.Clone();
        double[] objective = new double[_lanes];
        Array.Fill(objective, double.PositiveInfinity);
        int[] halvings = new int[_lanes];
        bool[] done = new bool[_lanes];
        double[] own = new double[parameters];
        for (Passes = 1; Passes <= mostPasses && Array.Exists(done, arrived => !arrived); Passes++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _pass.Run(Weights);
            for (int lane = 0; lane < _lanes; lane++)
            {
                if (done[lane])
                {
                    continue;
                }

                Take(Weights, lane, own);
                double now = _pass.Losses[lane] + penalty.Value(own);
                if (now > objective[lane] + (1e-13 * Math.Abs(now)) && halvings[lane] < MostHalvings)
                {
                    halvings[lane]++;
                    for (int j = 0; j < parameters; j++)
                    {
                        Weights[(j * Lanes) + lane] = (from[(j * Lanes) + lane] + Weights[(j * Lanes) + lane]) / 2;
                    }

                    continue;
                }

                halvings[lane] = 0;
                objective[lane] = now;
                done[lane] = Step(penalty, lane, own, from) / 2 <= tolerance;
            }
        }
    }

    /// <summary>Moves a lane by its Newton step and returns the decrement.</summary>
    private double Step(Penalty penalty, int lane, double[] own, double[] from)
    {
        int parameters = _pass.Parameters;
        Array.Clear(_matrix);
        long element = lane;
        for (int i = 0; i < parameters; i++)
        {
            for (int j = 0; j <= i; j++, element += Lanes)
            {
                _matrix[((long)i * _side) + j] = _pass.Hessian[element];
            }
        }

        penalty.AddHessian(_matrix, _side);
        Cholesky.Factor(_matrix, _side, parameters, DependenceTolerance, []);
        double[] gradient = new double[parameters];
        Take(_pass.Gradient, lane, gradient);
        penalty.AddGradient(own, gradient);
        gradient.CopyTo(_step, 0);
        Cholesky.Solve(_matrix, _side, parameters, _step);
        double decrement = 0;
        for (int j = 0; j < parameters; j++)
        {
            decrement += gradient[j] * _step[j];
            from[(j * Lanes) + lane] = own[j];
            Weights[(j * Lanes) + lane] = own[j] - _step[j];
        }

        return decrement;
    }

    private static void Take(double[] numbers, int lane, double[] own)
    {
        for (int j = 0; j < own.Length; j++)
        {
            own[j] = numbers[(j * Lanes) + lane];
        }
    }
}
