using CrossSell.ML.Numerics;

namespace CrossSell.ML.Value;

/// <summary>Finds the maximum of a likelihood of a few positive parameters: Newton's method on their logarithms, damped where the function is not concave.</summary>
internal sealed class LikelihoodSearch(Func<double[], Curvature> likelihood, int maxIterations, CancellationToken cancellationToken)
{
    // Parameters are held between e^-14 and e^14 times their start: what runs there is not told by the data.
    private const double Room = 14;
    private const double LongestStep = 2;

    // Half the squared step in standard errors; the likelihood cannot be told apart any closer.
    private const double Rest = 1e-10;
    private const double Rounding = 1e-13;
    private const double Flat = 1e-10;

    // On a ridge towards a bound, as when all customers spend alike, rounding outweighs what a step gains: so many steps without a gain end it there.
    private const int MostIdle = 25;
    private const double LeastGain = 1e-9;

    /// <summary>Searches from a start.</summary>
    /// <exception cref="ValueTrainingException">It did not come to rest.</exception>
    public Maximum From(double[] start)
    {
        int n = start.Length;
        double[] first = [.. start.Select(value => Math.Log(value))];
        double[] at = [.. first];
        Curvature here = At(at);
        double damping = 0;
        (double reached, int gainedAt) = (here.Value, 0);
        for (int iteration = 1; iteration <= maxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool[] held = [.. Enumerable.Range(0, n).Select(i => Math.Abs(at[i] - first[i]) >= Room && here.Gradient[i] * (at[i] - first[i]) > 0)];
            double[] step = Step(here, held, ref damping);
            double decrement = Enumerable.Range(0, n).Where(i => !held[i]).Sum(i => step[i] * here.Gradient[i]) / 2;
            double longest = step.Max(Math.Abs);
            double[] next = [.. at.Select((value, i) => Math.Clamp(value + (step[i] * Math.Min(1, LongestStep / longest)), first[i] - Room, first[i] + Room))];
            if (longest == 0)
            {
                return Finish(at, here, held, iteration);
            }

            Curvature there = At(next);
            bool rises = there.Value >= here.Value - (Rounding * Math.Abs(here.Value));
            if (rises)
            {
                (at, here) = (next, there);
                damping = damping < 1e-6 ? 0 : damping / 10;
            }
            else
            {
                damping = Math.Max(1e-3, damping * 10);
            }

            bool isFlat = Enumerable.Range(0, n).All(i => held[i] || Math.Abs(here.Gradient[i]) <= Flat * Math.Abs(here.Value));
            if (here.Value > reached + (LeastGain * Math.Abs(reached)))
            {
                (reached, gainedAt) = (here.Value, iteration);
            }

            if ((rises && damping == 0 && decrement < Rest) || isFlat || damping > 1e12 || iteration - gainedAt >= MostIdle)
            {
                return Finish(at, here, held, iteration);
            }
        }

        throw new ValueTrainingException($"Newton's method took {maxIterations} steps without coming to rest; raise {nameof(ValueOptions.MaxIterations)}, or give more customers with repeated purchases.");
    }

    private Curvature At(double[] logarithms)
    {
        double[] point = [.. logarithms.Select(Math.Exp)];
        Curvature natural = likelihood(point);
        return double.IsNaN(natural.Value) ? new Curvature(point.Length) { Value = double.NegativeInfinity } : natural.ByLogarithms(point);
    }

    // Solves (-H + damping D) step = gradient over the parameters that are free; raises the damping until the matrix is positive definite.
    private static double[] Step(Curvature here, bool[] held, ref double damping)
    {
        int n = here.Parameters;
        while (true)
        {
            double[] matrix = new double[n * n];
            double[] step = new double[n];
            for (int i = 0; i < n; i++)
            {
                step[i] = held[i] ? 0 : here.Gradient[i];
                for (int j = 0; j < n; j++)
                {
                    matrix[(i * n) + j] = held[i] || held[j] ? 0 : -here.Hessian[(i * n) + j];
                }

                matrix[(i * n) + i] = held[i] ? 1 : matrix[(i * n) + i] + (damping * (Math.Abs(here.Hessian[(i * n) + i]) + 1));
            }

            if (Cholesky.Factor(matrix, n, n, 1e-13, dependent: null))
            {
                Cholesky.Solve(matrix, n, n, step);
                return step;
            }

            damping = Math.Max(1e-3, damping * 10);
        }
    }

    private static Maximum Finish(double[] at, Curvature here, bool[] held, int iterations)
    {
        int n = at.Length;
        double[] point = [.. at.Select(Math.Exp)];
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[(i * n) + j] = held[i] || held[j] ? (i == j ? 1 : 0) : -here.Hessian[(i * n) + j];
            }
        }

        bool known = Cholesky.Factor(matrix, n, n, 1e-13, dependent: null);
        double[] covariance = known ? Cholesky.Inverse(matrix, n, n) : new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                covariance[(i * n) + j] *= held[i] || held[j] ? 0 : point[i] * point[j];
            }
        }

        return new Maximum(point, here.Value, covariance, known ? held : [.. held.Select(_ => true)], iterations);
    }
}
