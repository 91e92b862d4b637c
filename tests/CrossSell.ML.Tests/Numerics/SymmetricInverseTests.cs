using CrossSell.ML.Numerics;

namespace CrossSell.ML.Tests.Numerics;

public unsafe class SymmetricInverseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(144)]
    public void A_tile_is_the_same_bytes_by_vectors_of_any_width_and_one_number_at_a_time(int depth)
    {
        const int Stride = TileKernels.Columns + 5;
        PinnedFloats left = Numbers(depth * TileKernels.Rows, 1), right = Numbers(depth * TileKernels.Columns, 2);
        PinnedFloats fast = Numbers(TileKernels.Rows * Stride, 3), narrow = Numbers(TileKernels.Rows * Stride, 3), plain = Numbers(TileKernels.Rows * Stride, 3);

        TileKernels.Subtract(depth, left.Pointer, right.Pointer, fast.Pointer, Stride);
        ScalarTileKernels.Subtract(depth, left.Pointer, right.Pointer, plain.Pointer, Stride);
        for (int row = 0; row < TileKernels.Rows; row += 4)
        {
            for (int column = 0; column < TileKernels.Columns; column += 24)
            {
                TileKernels.Subtract256(depth, left.Pointer + row, right.Pointer + column, narrow.Pointer + (row * Stride) + column, Stride);
            }
        }

        Assert.Equal(plain.Values, fast.Values);
        Assert.Equal(plain.Values, narrow.Values);
        Assert.NotEqual(Numbers(TileKernels.Rows * Stride, 3).Values, plain.Values);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(144)]
    public void A_pivot_block_is_the_same_bytes_by_vectors_and_one_number_at_a_time(int order)
    {
        PinnedFloats fast = Definite(order, order), plain = Definite(order, order), least = new(order, isZero: true);
        Assert.Equal(-1, PivotBlock.Invert(fast.Pointer, order, least.Pointer));
        Assert.Equal(-1, ScalarTileKernels.Invert(plain.Pointer, order, least.Pointer));
        Assert.Equal(plain.Values, fast.Values);
    }

    [Theory]
    [InlineData(1, 48)]
    [InlineData(2, 48)]
    [InlineData(47, 48)]
    [InlineData(48, 48)]
    [InlineData(49, 96)]
    [InlineData(200, 48)]
    [InlineData(200, 144)]
    [InlineData(310, 0)]
    public void The_inverse_is_that_of_plain_elimination_in_double_precision(int count, int width)
    {
        int order = SymmetricInverse.Padded(count);
        PinnedFloats matrix = Definite(count, order);
        double[,] expected = Inverse(matrix, order);

        Assert.Equal(-1, SymmetricInverse.Invert(matrix, order, threads: 1, CancellationToken.None, width));

        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                double scale = Math.Sqrt(expected[i, i] * expected[j, j]);
                Assert.Equal(expected[i, j], matrix.Values[(i * order) + j], 1e-5 * scale);
            }
        }
    }

    [Fact]
    public void The_inverse_is_the_same_bytes_for_any_number_of_threads()
    {
        int order = SymmetricInverse.Padded(500);
        PinnedFloats one = Definite(500, order), two = Definite(500, order), five = Definite(500, order);
        SymmetricInverse.Invert(one, order, 1, CancellationToken.None);
        SymmetricInverse.Invert(two, order, 2, CancellationToken.None);
        SymmetricInverse.Invert(five, order, 5, CancellationToken.None);
        Assert.Equal(one.Values, two.Values);
        Assert.Equal(one.Values, five.Values);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    [InlineData(99)]
    public void A_matrix_that_is_not_positive_definite_is_refused_at_the_column_that_shows_it(int twin)
    {
        int order = SymmetricInverse.Padded(100);
        PinnedFloats matrix = Definite(100, order);
        for (int j = 0; j < order; j++)
        {
            // The column is the same as the one before.
            float value = j == twin ? At(matrix, order, twin - 1, twin - 1) : At(matrix, order, twin - 1, j);
            matrix.Values[(twin * order) + j] = value;
            matrix.Values[(j * order) + twin] = value;
        }

        Assert.Equal(twin, SymmetricInverse.Invert(matrix, order, 2, CancellationToken.None, width: 48));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_run_ends(int threads)
    {
        int order = SymmetricInverse.Padded(300);
        PinnedFloats matrix = Definite(300, order);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => SymmetricInverse.Invert(matrix, order, threads, cancelled.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(77)]
    public void Kernels_of_single_precision_agree_with_their_plain_twins(int length)
    {
        PinnedFloats x = Numbers(length + 1, 4), fast = Numbers(length + 1, 5), plain = Numbers(length + 1, 5);
        Assert.Equal(ScalarKernels.Dot(x.Pointer, fast.Pointer, length), FloatKernels.Dot(x.Pointer, fast.Pointer, length), 1e-5);
        FloatKernels.AddScaled(0.7f, x.Pointer, fast.Pointer, length);
        ScalarKernels.AddScaled(0.7f, x.Pointer, plain.Pointer, length);
        Assert.Equal(plain.Values, fast.Values);
    }

    // A product of a matrix with its transpose, and a ridge; ones on the diagonal beyond the count.
    private static PinnedFloats Definite(int count, int order)
    {
        const int Rows = 40;
        PinnedFloats numbers = Numbers(Rows * count, 7);
        var matrix = new PinnedFloats((long)order * order, isZero: true);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                double sum = i == j ? (i < count ? 3 : 1) : 0;
                for (int row = 0; row < Rows && i < count && j < count; row++)
                {
                    sum += numbers.Values[(row * count) + i] * numbers.Values[(row * count) + j];
                }

                matrix.Values[(i * order) + j] = (float)sum;
            }
        }

        return matrix;
    }

    private static float At(PinnedFloats matrix, int order, int row, int column) => matrix.Values[(row * order) + column];

    private static double[,] Inverse(PinnedFloats matrix, int order)
    {
        double[,] a = new double[order, order], inverse = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            inverse[i, i] = 1;
            for (int j = 0; j < order; j++)
            {
                a[i, j] = At(matrix, order, i, j);
            }
        }

        for (int pivot = 0; pivot < order; pivot++)
        {
            double scale = a[pivot, pivot];
            for (int j = 0; j < order; j++)
            {
                a[pivot, j] /= scale;
                inverse[pivot, j] /= scale;
            }

            for (int i = 0; i < order; i++)
            {
                double factor = i == pivot ? 0 : a[i, pivot];
                for (int j = 0; factor != 0 && j < order; j++)
                {
                    a[i, j] -= factor * a[pivot, j];
                    inverse[i, j] -= factor * inverse[pivot, j];
                }
            }
        }

        return inverse;
    }

    private static PinnedFloats Numbers(int count, int seed)
    {
        var numbers = new PinnedFloats(count);
        double[] drawn = Logistic.LogisticRegressionTests.Random(Math.Max(2, count), 1, seed).Values;
        for (int i = 0; i < count; i++)
        {
            numbers.Values[i] = (float)drawn[i];
        }

        return numbers;
    }
}
