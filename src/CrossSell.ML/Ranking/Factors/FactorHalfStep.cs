using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>One side of alternating least squares: the factors of all rows, those of the other side held fixed. Rows do not touch one another, so threads change nothing.</summary>
internal sealed unsafe class FactorHalfStep
{
    // So many interactions are gathered at once; a row with more takes several rounds.
    private const int Gathered = 128;
    private const int RowsAtOnce = 32;

    private readonly int _width;
    private readonly float _alpha;
    private readonly float _regularization;
    private readonly AlsSolver _solver;
    private readonly int _steps;
    private readonly ParallelOptions _parallel;

    /// <param name="factors">The number of factors.</param>
    /// <param name="alpha">What an interaction of weight 1 adds to the confidence.</param>
    /// <param name="regularization">What holds factors small.</param>
    /// <param name="solver">How a row is solved.</param>
    /// <param name="steps">The steps of <see cref="AlsSolver.ConjugateGradient"/>.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public FactorHalfStep(int factors, double alpha, double regularization, AlsSolver solver, int steps, int threads, CancellationToken cancellationToken)
    {
        _width = FactorSystem.Pad(factors);
        _alpha = (float)alpha;
        _regularization = (float)regularization;
        _solver = solver;
        _steps = steps;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
    }

    /// <summary>Solves all rows.</summary>
    /// <param name="rows">For each row with which of the other side it interacts, and with what weight.</param>
    /// <param name="other">The factors of the other side, rows <see cref="FactorSystem.Pad"/> apart.</param>
    /// <param name="target">The factors of the rows: where the conjugate gradients start, and what is written.</param>
    public void Run(WeightedPurchases.Sparse rows, PinnedFloats other, PinnedFloats target)
    {
        PinnedFloats gram = Gram(other);
        int chunks = (rows.Rows + RowsAtOnce - 1) / RowsAtOnce;
        Parallel.For(0, chunks, _parallel, () => new Workspace(_width), (chunk, _, space) =>
        {
            for (int row = chunk * RowsAtOnce; row < Math.Min(rows.Rows, (chunk + 1) * RowsAtOnce); row++)
            {
                float* x = target.Pointer + ((long)row * _width);
                if (rows.Starts[row] == rows.Starts[row + 1])
                {
                    new Span<float>(x, _width).Clear();
                }
                else if (_solver == AlsSolver.Cholesky)
                {
                    Exact(rows, row, other.Pointer, gram.Pointer, x, space);
                }
                else
                {
                    Approach(rows, row, other.Pointer, gram.Pointer, x, space);
                }
            }

            return space;
        }, _ => { });
    }

    /// <summary>The other side's Y'Y, the whole square; sums of 256 rows in single precision, those added up in double precision.</summary>
    public PinnedFloats Gram(PinnedFloats other)
    {
        const int Rows = 256;
        int count = other.Values.Length / _width;
        var gram = new PinnedFloats((long)_width * _width);
        double[] sums = new double[_width * _width];
        var part = new PinnedFloats((long)_width * _width);
        for (int start = 0; start < count; start += Rows)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            Array.Clear(part.Values);
            float* rows = other.Pointer + ((long)start * _width);
            FactorSystem.AddOuter(Math.Min(Rows, count - start), rows, rows, _width, part.Pointer);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += part.Values[i];
            }
        }

        for (int i = 0; i < _width; i++)
        {
            for (int j = i; j < _width; j++)
            {
                gram.Values[(i * _width) + j] = gram.Values[(j * _width) + i] = (float)sums[(i * _width) + j];
            }
        }

        return gram;
    }

    // (Y'Y + sum of alpha w y y' + regularization I) x = sum of (1 + alpha w) y, solved: Hu, Koren, Volinsky 2008, equation 4.
    private void Exact(WeightedPurchases.Sparse rows, int row, float* other, float* gram, float* x, Workspace space)
    {
        float* system = space.System.Pointer;
        new ReadOnlySpan<float>(gram, _width * _width).CopyTo(space.System.Values);
        for (int i = 0; i < _width; i++)
        {
            system[(i * _width) + i] += _regularization;
        }

        new Span<float>(x, _width).Clear();
        for (int start = rows.Starts[row]; start < rows.Starts[row + 1]; start += Gathered)
        {
            int count = Math.Min(Gathered, rows.Starts[row + 1] - start);
            for (int at = 0; at < count; at++)
            {
                float weight = _alpha * rows.Values[start + at];
                float* y = other + ((long)rows.Columns[start + at] * _width);
                float* right = space.Right.Pointer + (at * _width);
                float* left = space.Left.Pointer + (at * _width);
                new ReadOnlySpan<float>(y, _width).CopyTo(new Span<float>(right, _width));
                new Span<float>(left, _width).Clear();
                FloatKernels.AddScaled(weight, y, left, _width);
                FloatKernels.AddScaled(1 + weight, y, x, _width);
            }

            FactorSystem.AddOuter(count, space.Left.Pointer, space.Right.Pointer, _width, system);
        }

        FactorSystem.Solve(system, _width, x);
    }

    // The same by a few steps of conjugate gradients from the last solution: Takacs, Pilaszy, Tikk 2011, "Applications of the conjugate gradient method for implicit feedback collaborative filtering".
    private void Approach(WeightedPurchases.Sparse rows, int row, float* other, float* gram, float* x, Workspace space)
    {
        float* residual = space.System.Pointer;
        float* direction = residual + _width;
        float* product = direction + _width;

        // b - A x, in one pass over the interactions.
        Multiply(rows, row, other, gram, x, product);
        for (int i = 0; i < _width; i++)
        {
            residual[i] = -product[i];
        }

        for (int at = rows.Starts[row]; at < rows.Starts[row + 1]; at++)
        {
            FloatKernels.AddScaled(1 + (_alpha * rows.Values[at]), other + ((long)rows.Columns[at] * _width), residual, _width);
        }

        new ReadOnlySpan<float>(residual, _width).CopyTo(new Span<float>(direction, _width));
        float size = FloatKernels.Dot(residual, residual, _width);
        for (int step = 0; step < _steps && size > float.Epsilon; step++)
        {
            Multiply(rows, row, other, gram, direction, product);
            float length = size / FloatKernels.Dot(direction, product, _width);
            FloatKernels.AddScaled(length, direction, x, _width);
            FloatKernels.AddScaled(-length, product, residual, _width);
            float shrunk = FloatKernels.Dot(residual, residual, _width);
            float share = shrunk / size;
            for (int i = 0; i < _width; i++)
            {
                direction[i] = residual[i] + (share * direction[i]);
            }

            size = shrunk;
        }
    }

    private void Multiply(WeightedPurchases.Sparse rows, int row, float* other, float* gram, float* x, float* result)
    {
        FactorSystem.Times(gram, _width, _regularization, x, result);
        for (int at = rows.Starts[row]; at < rows.Starts[row + 1]; at++)
        {
            float* y = other + ((long)rows.Columns[at] * _width);
            FloatKernels.AddScaled(_alpha * rows.Values[at] * FloatKernels.Dot(y, x, _width), y, result, _width);
        }
    }

    private sealed class Workspace(int width)
    {
        public PinnedFloats System { get; } = new((long)width * Math.Max(width, 3));

        public PinnedFloats Left { get; } = new((long)width * Gathered);

        public PinnedFloats Right { get; } = new((long)width * Gathered);
    }
}
