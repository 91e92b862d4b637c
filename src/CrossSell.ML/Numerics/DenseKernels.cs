using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Numerics;

/// <summary>The inner loops of dense linear algebra. Each has a plain twin in <see cref="ScalarKernels"/> that a test compares with it.</summary>
internal static unsafe class DenseKernels
{
    /// <summary>Rows are padded to a multiple of this many numbers, so that kernels need no rest loop.</summary>
    public const int Lanes = 8;

    /// <summary>The height of a tile of <see cref="AddWeightedTile"/>.</summary>
    public const int TileRows = 4;

    /// <summary>The width of a tile of <see cref="AddWeightedTile"/>.</summary>
    public const int TileColumns = 16;

    public static int Pad(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>Sum of a[i] b[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double* a, double* b, int length)
    {
        Vector256<double> s0 = default;
        Vector256<double> s1 = default;
        Vector256<double> s2 = default;
        Vector256<double> s3 = default;
        int i = 0;
        for (; i + 16 <= length; i += 16)
        {
            s0 = Vector256.MultiplyAddEstimate(Vector256.Load(a + i), Vector256.Load(b + i), s0);
            s1 = Vector256.MultiplyAddEstimate(Vector256.Load(a + i + 4), Vector256.Load(b + i + 4), s1);
            s2 = Vector256.MultiplyAddEstimate(Vector256.Load(a + i + 8), Vector256.Load(b + i + 8), s2);
            s3 = Vector256.MultiplyAddEstimate(Vector256.Load(a + i + 12), Vector256.Load(b + i + 12), s3);
        }

        double sum = Vector256.Sum((s0 + s1) + (s2 + s3));
        for (; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>y[i] += scale x[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double scale, double* x, double* y, int length)
    {
        var factor = Vector256.Create(scale);
        int i = 0;
        for (; i + 4 <= length; i += 4)
        {
            Vector256.MultiplyAddEstimate(factor, Vector256.Load(x + i), Vector256.Load(y + i)).Store(y + i);
        }

        for (; i < length; i++)
        {
            y[i] += scale * x[i];
        }
    }

    /// <summary>target[a, b] += sum over rows of left[row, a] right[row, b], for a tile of 4 x 16.</summary>
    /// <param name="rows">The number of rows summed.</param>
    /// <param name="left">Rows of 4 numbers: the weighted columns of the tile's height.</param>
    /// <param name="right">The first of 16 columns; rows are <paramref name="rightStride"/> apart.</param>
    /// <param name="rightStride">From row to row of <paramref name="right"/>.</param>
    /// <param name="target">The tile's first element.</param>
    /// <param name="targetStride">From row to row of <paramref name="target"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeightedTile(int rows, double* left, double* right, int rightStride, double* target, int targetStride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddTile512(rows, left, right, rightStride, target, targetStride);
            return;
        }

        // Four columns at a time: 4 x 4 sums fit the registers of every machine with 256 bits.
        for (int column = 0; column < TileColumns; column += 4)
        {
            Vector256<double> t0 = Vector256.Load(target + column);
            Vector256<double> t1 = Vector256.Load(target + targetStride + column);
            Vector256<double> t2 = Vector256.Load(target + (2 * targetStride) + column);
            Vector256<double> t3 = Vector256.Load(target + (3 * targetStride) + column);
            double* l = left;
            double* r = right + column;
            for (int row = 0; row < rows; row++, l += TileRows, r += rightStride)
            {
                Vector256<double> x = Vector256.Load(r);
                t0 = Vector256.MultiplyAddEstimate(Vector256.Create(l[0]), x, t0);
                t1 = Vector256.MultiplyAddEstimate(Vector256.Create(l[1]), x, t1);
                t2 = Vector256.MultiplyAddEstimate(Vector256.Create(l[2]), x, t2);
                t3 = Vector256.MultiplyAddEstimate(Vector256.Create(l[3]), x, t3);
            }

            t0.Store(target + column);
            t1.Store(target + targetStride + column);
            t2.Store(target + (2 * targetStride) + column);
            t3.Store(target + (3 * targetStride) + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile512(int rows, double* left, double* right, int rightStride, double* target, int targetStride)
    {
        double* d1 = target + targetStride;
        double* d2 = d1 + targetStride;
        double* d3 = d2 + targetStride;
        Vector512<double> a0 = Vector512.Load(target);
        Vector512<double> a1 = Vector512.Load(target + 8);
        Vector512<double> b0 = Vector512.Load(d1);
        Vector512<double> b1 = Vector512.Load(d1 + 8);
        Vector512<double> c0 = Vector512.Load(d2);
        Vector512<double> c1 = Vector512.Load(d2 + 8);
        Vector512<double> e0 = Vector512.Load(d3);
        Vector512<double> e1 = Vector512.Load(d3 + 8);
        double* l = left;
        double* r = right;
        for (int row = 0; row < rows; row++, l += TileRows, r += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(r);
            Vector512<double> x1 = Vector512.Load(r + 8);
            Vector512<double> factor = Vector512.Create(l[0]);
            a0 = Vector512.FusedMultiplyAdd(factor, x0, a0);
            a1 = Vector512.FusedMultiplyAdd(factor, x1, a1);
            factor = Vector512.Create(l[1]);
            b0 = Vector512.FusedMultiplyAdd(factor, x0, b0);
            b1 = Vector512.FusedMultiplyAdd(factor, x1, b1);
            factor = Vector512.Create(l[2]);
            c0 = Vector512.FusedMultiplyAdd(factor, x0, c0);
            c1 = Vector512.FusedMultiplyAdd(factor, x1, c1);
            factor = Vector512.Create(l[3]);
            e0 = Vector512.FusedMultiplyAdd(factor, x0, e0);
            e1 = Vector512.FusedMultiplyAdd(factor, x1, e1);
        }

        a0.Store(target);
        a1.Store(target + 8);
        b0.Store(d1);
        b1.Store(d1 + 8);
        c0.Store(d2);
        c1.Store(d2 + 8);
        e0.Store(d3);
        e1.Store(d3 + 8);
    }
}
