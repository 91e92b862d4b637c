using CrossSell.ML.Numerics;

namespace CrossSell.ML.Multinomial;

/// <summary>
/// For each class the Hessian of that class alone, X'WX with W = weight · p (1 - p), plus the ridge, in blocks of at most <see cref="BlockColumns"/> columns:
/// near enough to the whole that conjugate gradients need a handful of products.
/// </summary>
/// <remarks>A thread takes eight classes through all rows: the same bytes for any number of threads.</remarks>
internal sealed unsafe class BlockPreconditioner
{
    /// <summary>More columns than these are taken in blocks, so that memory grows with the columns and not with their square.</summary>
    public const int BlockColumns = 128;

    private const double LeastPivot = 1e-12;

    private readonly SoftmaxRows _rows;
    private readonly double[] _ridge;
    private readonly bool[] _leftOut;
    private readonly int _threads;
    private readonly int _blocks;
    private readonly double[] _pairs;
    private readonly double[][] _factors;

    /// <param name="rows">The rows.</param>
    /// <param name="ridge">For each column the strength that holds it.</param>
    /// <param name="dependent">Columns that take no part.</param>
    /// <param name="threads">The most threads.</param>
    public BlockPreconditioner(SoftmaxRows rows, double[] ridge, IReadOnlyList<int> dependent, int threads)
    {
        _rows = rows;
        _ridge = ridge;
        _threads = threads;
        _leftOut = new bool[rows.Columns + 1];
        foreach (int j in dependent)
        {
            _leftOut[j] = true;
        }

        _blocks = (rows.Columns / BlockColumns) + 1;
        long pairs = 0;
        for (int block = 0; block < _blocks; block++)
        {
            pairs += Pair(Length(block), 0);
        }

        _pairs = new double[pairs * rows.Stride];
        _factors = new double[_blocks * rows.Classes][];
    }

    /// <summary>Computes it anew at the last point that was evaluated.</summary>
    public void Compute()
    {
        Array.Clear(_pairs);
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads };
        Parallel.For(0, _rows.Stride / DenseKernels.Lanes, options, lane => Sum(lane * DenseKernels.Lanes));
        Parallel.For(0, _rows.Classes, options, Factor);
    }

    /// <summary>target = M^-1 source.</summary>
    public void Solve(double[] source, double[] target)
    {
        double[] vector = new double[BlockColumns + 1];
        for (int block = 0; block < _blocks; block++)
        {
            int first = block * BlockColumns;
            int length = Length(block);
            for (int k = 0; k < _rows.Classes; k++)
            {
                for (int u = 0; u < length; u++)
                {
                    vector[u] = source[((first + u) * _rows.Stride) + k];
                }

                Cholesky.Solve(_factors[(block * _rows.Classes) + k], DenseKernels.Pad(length), length, vector);
                for (int u = 0; u < length; u++)
                {
                    target[((first + u) * _rows.Stride) + k] = vector[u];
                }
            }
        }
    }

    // The intercept is the last feature, and so in the last block.
    private int Length(int block) => Math.Min(BlockColumns, _rows.Columns + 1 - (block * BlockColumns));

    private static long Pair(int u, int v) => ((long)u * (u + 1) / 2) + v;

    private void Sum(int lane)
    {
        double* curvature = stackalloc double[DenseKernels.Lanes];
        int* places = stackalloc int[BlockColumns];
        double* values = stackalloc double[BlockColumns];
        fixed (double* pairs = _pairs)
        {
            for (int row = 0; row < _rows.Rows; row++)
            {
                ReadOnlySpan<double> p = _rows.Probabilities(row);
                double weight = _rows.Weight(row);
                for (int k = 0; k < DenseKernels.Lanes; k++)
                {
                    double probability = lane + k < p.Length ? p[lane + k] : 0;
                    curvature[k] = weight * probability * (1 - probability);
                }

                double* target = pairs + lane;
                ReadOnlySpan<int> columns = _rows.ColumnsOf(row);
                ReadOnlySpan<double> numbers = _rows.ValuesOf(row);
                int next = 0;
                for (int block = 0; block < _blocks; block++)
                {
                    int first = block * BlockColumns;
                    int count = 0;
                    for (; next < columns.Length && columns[next] < first + BlockColumns; next++, count++)
                    {
                        places[count] = columns[next] - first;
                        values[count] = numbers[next];
                    }

                    if (block == _blocks - 1)
                    {
                        places[count] = _rows.Columns - first;
                        values[count++] = 1;
                    }

                    SparseRowKernels.AddPairs(places, values, count, curvature, target, _rows.Stride);
                    target += Pair(Length(block), 0) * _rows.Stride;
                }
            }
        }
    }

    private void Factor(int k)
    {
        long start = 0;
        for (int block = 0; block < _blocks; block++)
        {
            int length = Length(block);
            int side = DenseKernels.Pad(length);
            double[] matrix = _factors[(block * _rows.Classes) + k] ??= new double[side * length];
            for (int u = 0; u < length; u++)
            {
                int column = (block * BlockColumns) + u;
                for (int v = 0; v <= u; v++)
                {
                    bool absent = _leftOut[column] || _leftOut[(block * BlockColumns) + v];
                    matrix[(u * side) + v] = absent ? 0 : _pairs[((start + Pair(u, v)) * _rows.Stride) + k];
                }

                matrix[(u * side) + u] += _leftOut[column] || column == _rows.Columns ? 0 : _ridge[column];
            }

            Cholesky.Factor(matrix, side, length, LeastPivot, []);
            start += Pair(length, 0);
        }
    }
}
