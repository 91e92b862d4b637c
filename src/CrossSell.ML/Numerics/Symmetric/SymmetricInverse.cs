namespace CrossSell.ML.Numerics;

/// <summary>The inverse of a large symmetric positive definite matrix in single precision, in place.</summary>
/// <remarks>
/// The sweep operator (Goodnight 1979, The American Statistician 33) taken block by block: a block of columns is eliminated by one matrix product over
/// the lower triangle, n^3 operations in all, nearly all of them in <see cref="TileKernels"/>. Threads share the tiles of a product; each number
/// has one order of operations, so the bytes are the same for any number of threads. Memory beside the matrix: two panels of n x <see cref="Width"/>.
/// </remarks>
internal sealed unsafe class SymmetricInverse
{
    /// <summary>A pivot that keeps less than this share of its diagonal element leaves too few digits of single precision.</summary>
    public const float LeastPivot = 1e-5f;

    private readonly PinnedFloats _matrix;
    private readonly int _order;
    private readonly int _width;
    private readonly int _blocks;
    private readonly ParallelOptions _parallel;
    private readonly PinnedFloats _pivot;
    private readonly PinnedFloats _pivotPanel;

    // For every 48 rows the eliminated columns, transposed: 48 numbers a column. For every 8 rows the same times the pivot's inverse: 8 numbers a column.
    private readonly PinnedFloats _columns;
    private readonly PinnedFloats _factors;

    private SymmetricInverse(PinnedFloats matrix, int order, int width, int threads, CancellationToken cancellationToken)
    {
        _matrix = matrix;
        _order = order;
        _width = width;
        _blocks = (order + width - 1) / width;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        _pivot = new PinnedFloats((long)width * width);
        _pivotPanel = new PinnedFloats((long)width * width);
        _columns = new PinnedFloats((long)order * width);
        _factors = new PinnedFloats((long)order * width);
    }

    /// <summary>The order that a matrix must be padded to, with ones on the diagonal.</summary>
    public static int Padded(int order) => (order + TileKernels.Columns - 1) / TileKernels.Columns * TileKernels.Columns;

    /// <summary>How many columns are eliminated at once: the fewer, the less work beside the products; the more, the less often the matrix passes through memory.</summary>
    public static int Width(int order) => order <= 400 ? 48 : order <= 1_500 ? 96 : 144;

    /// <summary>Inverts a matrix.</summary>
    /// <param name="matrix">Row-major; the lower triangle is read, the whole square is written.</param>
    /// <param name="order">Rows and columns, as <see cref="Padded"/> says.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <param name="width">How many columns at once, a multiple of 48; 0 for <see cref="Width"/>.</param>
    /// <returns>The first column whose pivot is too small, and then the matrix is of no use; -1 when all went well.</returns>
    public static int Invert(PinnedFloats matrix, int order, int threads, CancellationToken cancellationToken, int width = 0) =>
        order == 0 ? -1 : new SymmetricInverse(matrix, order, width == 0 ? Width(order) : width, threads, cancellationToken).Run();

    private int Run()
    {
        float[] least = new float[_order];
        for (int i = 0; i < _order; i++)
        {
            least[i] = LeastPivot * *At(i, i);
        }

        for (int k = 0; k < _blocks; k++)
        {
            int tooSmall = TakePivot(k, least);
            if (tooSmall >= 0)
            {
                return Start(k) + tooSmall;
            }

            Each(_blocks, i => Pack(i, k));
            Each(_blocks * (_blocks + 1) / 2, tile => Update(tile, k));
            Each(_blocks, i => Unpack(i, k));
        }

        // What the sweeps leave is the negative of the inverse, in the lower triangle.
        Each(_blocks, Mirror);
        return -1;
    }

    private int TakePivot(int k, float[] least)
    {
        int start = Start(k), size = Size(k);
        float* pivot = _pivot.Pointer;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                pivot[(row * size) + column] = pivot[(column * size) + row] = *At(start + row, start + column);
            }
        }

        int tooSmall;
        fixed (float* ofBlock = &least[start])
        {
            tooSmall = PivotBlock.Invert(pivot, size, ofBlock);
        }

        // Rounding leaves the two halves slightly apart; one of them counts. The panel holds the negative, since the kernel subtracts.
        for (int row = 0; tooSmall < 0 && row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                pivot[(column * size) + row] = pivot[(row * size) + column];
            }
        }

        for (int strip = 0; tooSmall < 0 && strip < size; strip += TileKernels.Rows)
        {
            for (int s = 0; s < size; s++)
            {
                for (int t = 0; t < TileKernels.Rows; t++)
                {
                    _pivotPanel.Pointer[(strip * size) + (s * TileKernels.Rows) + t] = -pivot[(s * size) + strip + t];
                }
            }
        }

        return tooSmall;
    }

    // The eliminated columns of a block of rows, and the same times the pivot's inverse.
    private void Pack(int i, int k)
    {
        if (i == k)
        {
            return;
        }

        int size = Size(k);
        float* product = stackalloc float[size * TileKernels.Columns];
        for (int row = Start(i); row < Start(i) + Size(i); row += TileKernels.Columns)
        {
            float* columns = _columns.Pointer + ((long)row * size);
            if (i < k)
            {
                for (int t = 0; t < size; t++)
                {
                    Copy(At(Start(k) + t, row), columns + (t * TileKernels.Columns), TileKernels.Columns);
                }
            }
            else
            {
                Transpose(At(row, Start(k)), columns, size);
            }

            new Span<float>(product, size * TileKernels.Columns).Clear();
            for (int strip = 0; strip < size; strip += TileKernels.Rows)
            {
                TileKernels.Subtract(size, _pivotPanel.Pointer + (strip * size), columns, product + (strip * TileKernels.Columns), TileKernels.Columns);
            }

            for (int part = 0; part < TileKernels.Columns; part += TileKernels.Rows)
            {
                float* factors = _factors.Pointer + ((long)(row + part) * size);
                for (int t = 0; t < size; t++)
                {
                    Copy(product + (t * TileKernels.Columns) + part, factors + (t * TileKernels.Rows), TileKernels.Rows);
                }
            }
        }
    }

    private void Update(int tile, int k)
    {
        int i = (int)((Math.Sqrt((8.0 * tile) + 1) - 1) / 2);
        i += (i + 1) * (i + 2) / 2 <= tile ? 1 : 0;
        i -= i * (i + 1) / 2 > tile ? 1 : 0;
        int j = tile - (i * (i + 1) / 2);
        if (i == k || j == k)
        {
            return;
        }

        int depth = Size(k);
        for (int column = Start(j); column < Start(j) + Size(j); column += TileKernels.Columns)
        {
            for (int row = Start(i); row < Start(i) + Size(i); row += TileKernels.Rows)
            {
                if (row + TileKernels.Rows > column)
                {
                    TileKernels.Subtract(depth, _factors.Pointer + ((long)row * depth), _columns.Pointer + ((long)column * depth), At(row, column), _order);
                }
            }
        }
    }

    private void Unpack(int i, int k)
    {
        int size = Size(k);
        if (i == k)
        {
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                {
                    *At(Start(k) + row, Start(k) + column) = -_pivot.Pointer[(row * size) + column];
                }
            }

            return;
        }

        for (int row = Start(i); row < Start(i) + Size(i); row += TileKernels.Rows)
        {
            float* factors = _factors.Pointer + ((long)row * size);
            for (int t = 0; t < size; t++)
            {
                if (i < k)
                {
                    Copy(factors + (t * TileKernels.Rows), At(Start(k) + t, row), TileKernels.Rows);
                    continue;
                }

                for (int r = 0; r < TileKernels.Rows; r++)
                {
                    *At(row + r, Start(k) + t) = factors[(t * TileKernels.Rows) + r];
                }
            }
        }
    }

    private void Mirror(int i)
    {
        for (int top = Start(i); top < Start(i) + Size(i); top += TileKernels.Columns)
        {
            for (int left = 0; left <= top; left += TileKernels.Columns)
            {
                for (int row = top; row < top + TileKernels.Columns; row++)
                {
                    for (int column = left; column < left + TileKernels.Columns && column <= row; column++)
                    {
                        *At(column, row) = *At(row, column) = -*At(row, column);
                    }
                }
            }
        }
    }

    private int Start(int block) => block * _width;

    private int Size(int block) => Math.Min(_width, _order - Start(block));

    private float* At(int row, int column) => _matrix.Pointer + ((long)row * _order) + column;

    // 48 rows of the matrix become 48 numbers a column; a few columns at a time, so that what is written stays in the nearest cache.
    private void Transpose(float* from, float* to, int columns)
    {
        for (int start = 0; start < columns; start += TileKernels.Columns)
        {
            for (int row = 0; row < TileKernels.Columns; row++)
            {
                float* line = from + ((long)row * _order);
                for (int column = start; column < start + TileKernels.Columns; column++)
                {
                    to[(column * TileKernels.Columns) + row] = line[column];
                }
            }
        }
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));

    private void Each(int count, Action<int> action)
    {
        if (_parallel.MaxDegreeOfParallelism > 1)
        {
            Parallel.For(0, count, _parallel, action);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            action(i);
        }
    }
}
