using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CrossSell.ML.Numerics;

/// <summary>The inner loop of dense matrix products: a tile of 8 x 48 sums stays in registers while two packed panels pass by.</summary>
/// <remarks>
/// Every number is a chain of fused multiplications and additions in the order of the panels, then one subtraction: 512 bits, 256 bits and
/// <see cref="ScalarTileKernels"/> give the same bytes.
/// </remarks>
internal static unsafe class TileKernels
{
    /// <summary>The height of a tile.</summary>
    public const int Rows = 8;

    /// <summary>The width of a tile.</summary>
    public const int Columns = 48;

    /// <summary>target[r, c] -= sum over k of left[k, r] right[k, c].</summary>
    /// <param name="depth">How many products are summed.</param>
    /// <param name="left">Packed: 8 numbers for each k.</param>
    /// <param name="right">Packed: 48 numbers for each k.</param>
    /// <param name="target">The tile's first number.</param>
    /// <param name="stride">From row to row of <paramref name="target"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(int depth, float* left, float* right, float* target, long stride)
    {
        // The target lies in another page with every row; while the panels pass by, it is fetched.
        if (Sse.IsSupported)
        {
            for (int row = 0; row < Rows; row++)
            {
                float* line = target + (row * stride);
                Sse.Prefetch0(line);
                Sse.Prefetch0(line + 16);
                Sse.Prefetch0(line + 32);
            }
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Subtract512(depth, left, right, target, stride);
            return;
        }

        // Four rows of 24: twelve sums, three columns and a factor are the sixteen registers of every machine with 256 bits.
        for (int row = 0; row < Rows; row += 4)
        {
            for (int column = 0; column < Columns; column += 24)
            {
                Subtract256(depth, left + row, right + column, target + (row * stride) + column, stride);
            }
        }
    }

    /// <summary>The same for a quarter of the tile: 4 x 24.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract256(int depth, float* left, float* right, float* target, long stride)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        for (int k = 0; k < depth; k++, left += Rows, right += Columns)
        {
            Vector256<float> x = Vector256.Load(right);
            Vector256<float> y = Vector256.Load(right + 8);
            Vector256<float> z = Vector256.Load(right + 16);
            Vector256<float> factor = Vector256.Create(left[0]);
            a0 = Vector256.FusedMultiplyAdd(factor, x, a0);
            a1 = Vector256.FusedMultiplyAdd(factor, y, a1);
            a2 = Vector256.FusedMultiplyAdd(factor, z, a2);
            factor = Vector256.Create(left[1]);
            b0 = Vector256.FusedMultiplyAdd(factor, x, b0);
            b1 = Vector256.FusedMultiplyAdd(factor, y, b1);
            b2 = Vector256.FusedMultiplyAdd(factor, z, b2);
            factor = Vector256.Create(left[2]);
            c0 = Vector256.FusedMultiplyAdd(factor, x, c0);
            c1 = Vector256.FusedMultiplyAdd(factor, y, c1);
            c2 = Vector256.FusedMultiplyAdd(factor, z, c2);
            factor = Vector256.Create(left[3]);
            d0 = Vector256.FusedMultiplyAdd(factor, x, d0);
            d1 = Vector256.FusedMultiplyAdd(factor, y, d1);
            d2 = Vector256.FusedMultiplyAdd(factor, z, d2);
        }

        Store(target, a0, a1, a2);
        Store(target + stride, b0, b1, b2);
        Store(target + (2 * stride), c0, c1, c2);
        Store(target + (3 * stride), d0, d1, d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract512(int depth, float* left, float* right, float* target, long stride)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        Vector512<float> e0 = default, e1 = default, e2 = default, f0 = default, f1 = default, f2 = default;
        Vector512<float> g0 = default, g1 = default, g2 = default, h0 = default, h1 = default, h2 = default;
        for (int k = 0; k < depth; k++, left += Rows, right += Columns)
        {
            Vector512<float> x = Vector512.Load(right);
            Vector512<float> y = Vector512.Load(right + 16);
            Vector512<float> z = Vector512.Load(right + 32);
            Vector512<float> factor = Vector512.Create(left[0]);
            a0 = Vector512.FusedMultiplyAdd(factor, x, a0);
            a1 = Vector512.FusedMultiplyAdd(factor, y, a1);
            a2 = Vector512.FusedMultiplyAdd(factor, z, a2);
            factor = Vector512.Create(left[1]);
            b0 = Vector512.FusedMultiplyAdd(factor, x, b0);
            b1 = Vector512.FusedMultiplyAdd(factor, y, b1);
            b2 = Vector512.FusedMultiplyAdd(factor, z, b2);
            factor = Vector512.Create(left[2]);
            c0 = Vector512.FusedMultiplyAdd(factor, x, c0);
            c1 = Vector512.FusedMultiplyAdd(factor, y, c1);
            c2 = Vector512.FusedMultiplyAdd(factor, z, c2);
            factor = Vector512.Create(left[3]);
            d0 = Vector512.FusedMultiplyAdd(factor, x, d0);
            d1 = Vector512.FusedMultiplyAdd(factor, y, d1);
            d2 = Vector512.FusedMultiplyAdd(factor, z, d2);
            factor = Vector512.Create(left[4]);
            e0 = Vector512.FusedMultiplyAdd(factor, x, e0);
            e1 = Vector512.FusedMultiplyAdd(factor, y, e1);
            e2 = Vector512.FusedMultiplyAdd(factor, z, e2);
            factor = Vector512.Create(left[5]);
            f0 = Vector512.FusedMultiplyAdd(factor, x, f0);
            f1 = Vector512.FusedMultiplyAdd(factor, y, f1);
            f2 = Vector512.FusedMultiplyAdd(factor, z, f2);
            factor = Vector512.Create(left[6]);
            g0 = Vector512.FusedMultiplyAdd(factor, x, g0);
            g1 = Vector512.FusedMultiplyAdd(factor, y, g1);
            g2 = Vector512.FusedMultiplyAdd(factor, z, g2);
            factor = Vector512.Create(left[7]);
            h0 = Vector512.FusedMultiplyAdd(factor, x, h0);
            h1 = Vector512.FusedMultiplyAdd(factor, y, h1);
            h2 = Vector512.FusedMultiplyAdd(factor, z, h2);
        }

        Store(target, a0, a1, a2);
        Store(target + stride, b0, b1, b2);
        Store(target + (2 * stride), c0, c1, c2);
        Store(target + (3 * stride), d0, d1, d2);
        target += 4 * stride;
        Store(target, e0, e1, e2);
        Store(target + stride, f0, f1, f2);
        Store(target + (2 * stride), g0, g1, g2);
        Store(target + (3 * stride), h0, h1, h2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector256<float> x, Vector256<float> y, Vector256<float> z)
    {
        (Vector256.Load(target) - x).Store(target);
        (Vector256.Load(target + 8) - y).Store(target + 8);
        (Vector256.Load(target + 16) - z).Store(target + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector512<float> x, Vector512<float> y, Vector512<float> z)
    {
        (Vector512.Load(target) - x).Store(target);
        (Vector512.Load(target + 16) - y).Store(target + 16);
        (Vector512.Load(target + 32) - z).Store(target + 32);
    }
}
