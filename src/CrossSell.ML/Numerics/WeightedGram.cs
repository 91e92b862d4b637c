namespace CrossSell.ML.Numerics;

/// <summary>X'WX of a dense matrix, lower triangle.</summary>
/// <remarks>
/// Threads share the result by its rows, not the data by its rows: each number is summed over the rows in one order, so it is the same bytes for any
/// number of threads, and there is nothing to add up at the end.
/// </remarks>
internal static unsafe class WeightedGram
{
    // A block of some hundred columns stays in the nearest cache while all tiles pass over it.
    private const int BlockRows = 32;

    /// <summary>Multiplications from which on a second thread pays.</summary>
    private const long WorthThreads = 20_000_000;

    /// <summary>The width of the square that <see cref="Compute"/> needs for so many columns: every tile that it touches lies inside.</summary>
    public static int Side(int columns) => ((columns + DenseKernels.TileColumns - 1) / DenseKernels.TileColumns * DenseKernels.TileColumns) + DenseKernels.TileColumns;

    /// <summary>Writes the lower triangle; what lies above the diagonal is left without meaning.</summary>
    /// <param name="values">Row-major, zero-padded to <paramref name="stride"/>; after the last row at least <see cref="DenseKernels.TileColumns"/> further numbers must exist.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="stride">From row to row, at least <paramref name="columns"/>.</param>
    /// <param name="weights">One a row.</param>
    /// <param name="gram">Row-major with rows <paramref name="side"/> apart; overwritten.</param>
    /// <param name="side">At least <see cref="Side"/> of the columns.</param>
    /// <param name="threads">The most threads.</param>
    public static void Compute(double[] values, int rows, int columns, int stride, double[] weights, double[] gram, int side, int threads)
    {
        Array.Clear(gram, 0, side * Math.Min(side, columns + DenseKernels.TileRows));
        int strips = (columns + DenseKernels.TileRows - 1) / DenseKernels.TileRows;
        int workers = (long)rows * columns * columns / 2 < WorthThreads ? 1 : Math.Max(1, Math.Min(threads, strips));
        if (workers == 1)
        {
            Strips(0, 1);
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker => Strips(worker, workers));
        }

        void Strips(int first, int step)
        {
            double* left = stackalloc double[BlockRows * DenseKernels.TileRows];
            fixed (double* x = values, w = weights, g = gram)
            {
                for (int start = 0; start < rows; start += BlockRows)
                {
                    int count = Math.Min(BlockRows, rows - start);
                    for (int strip = first; strip < strips; strip += step)
                    {
                        Strip(x + ((long)start * stride), w + start, count, columns, stride, strip * DenseKernels.TileRows, left, g, side);
                    }
                }
            }
        }
    }

    private static void Strip(double* x, double* weights, int count, int columns, int stride, int top, double* left, double* gram, int side)
    {
        int height = Math.Min(DenseKernels.TileRows, columns - top);
        for (int row = 0; row < count; row++)
        {
            for (int a = 0; a < DenseKernels.TileRows; a++)
            {
                left[(row * DenseKernels.TileRows) + a] = a < height ? weights[row] * x[((long)row * stride) + top + a] : 0;
            }
        }

        for (int column = 0; column <= top + height - 1; column += DenseKernels.TileColumns)
        {
            DenseKernels.AddWeightedTile(count, left, x + column, stride, gram + ((long)top * side) + column, side);
        }
    }
}
