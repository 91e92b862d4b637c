using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Ranking;

/// <summary>The kernels that solve one customer's or product's factors: (G + sum of w y y') x = b, symmetric positive definite, in single precision.</summary>
/// <remarks>Widths are multiples of <see cref="Lanes"/>, zero-padded. Each kernel has a plain twin in <see cref="ScalarFactorSystem"/> that a test compares with it.</remarks>
internal static unsafe class FactorSystem
{
    /// <summary>Widths are multiples of this.</summary>
    public const int Lanes = 16;

    private const int Strip = 4;

    public static int Pad(int factors) => (factors + Lanes - 1) / Lanes * Lanes;

    /// <summary>matrix += sum over rows of left' right, at and above the diagonal (what lies below it is left without meaning).</summary>
    /// <param name="rows">How many rows are summed.</param>
    /// <param name="left">Rows of the width: each row of <paramref name="right"/> times its weight.</param>
    /// <param name="right">Rows of the width.</param>
    /// <param name="width">The width.</param>
    /// <param name="matrix">Row-major.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOuter(int rows, float* left, float* right, int width, float* matrix)
    {
        for (int top = 0; top < width; top += Strip)
        {
            for (int column = top / Lanes * Lanes; column < width; column += Lanes)
            {
                float* target = matrix + (top * width) + column;
                float* l = left + top;
                float* r = right + column;
                Vector256<float> a0 = Vector256.Load(target), a1 = Vector256.Load(target + 8);
                Vector256<float> b0 = Vector256.Load(target + width), b1 = Vector256.Load(target + width + 8);
                Vector256<float> c0 = Vector256.Load(target + (2 * width)), c1 = Vector256.Load(target + (2 * width) + 8);
                Vector256<float> d0 = Vector256.Load(target + (3 * width)), d1 = Vector256.Load(target + (3 * width) + 8);
                for (int row = 0; row < rows; row++, l += width, r += width)
                {
                    Vector256<float> x = Vector256.Load(r);
                    Vector256<float> y = Vector256.Load(r + 8);
                    Vector256<float> factor = Vector256.Create(l[0]);
                    a0 = Vector256.FusedMultiplyAdd(factor, x, a0);
                    a1 = Vector256.FusedMultiplyAdd(factor, y, a1);
                    factor = Vector256.Create(l[1]);
                    b0 = Vector256.FusedMultiplyAdd(factor, x, b0);
                    b1 = Vector256.FusedMultiplyAdd(factor, y, b1);
                    factor = Vector256.Create(l[2]);
                    c0 = Vector256.FusedMultiplyAdd(factor, x, c0);
                    c1 = Vector256.FusedMultiplyAdd(factor, y, c1);
                    factor = Vector256.Create(l[3]);
                    d0 = Vector256.FusedMultiplyAdd(factor, x, d0);
                    d1 = Vector256.FusedMultiplyAdd(factor, y, d1);
                }

                a0.Store(target);
                a1.Store(target + 8);
                b0.Store(target + width);
                b1.Store(target + width + 8);
                c0.Store(target + (2 * width));
                c1.Store(target + (2 * width) + 8);
                d0.Store(target + (3 * width));
                d1.Store(target + (3 * width) + 8);
            }
        }
    }

    /// <summary>Solves U'U x = b, where U'U is the matrix at and above its diagonal, in place of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Solve(float* matrix, int width, float* vector)
    {
        for (int top = 0; top < width; top += Strip)
        {
            FactorStrip(matrix, width, top);
            for (int row = top + Strip; row < width; row += 2)
            {
                Eliminate(matrix, width, top, row);
            }
        }

        // Forward by rows of U, since those lie together: what a number adds to all later ones at once. The diagonal holds inverses.
        for (int i = 0; i < width; i++)
        {
            float* row = matrix + (i * width);
            vector[i] *= row[i];
            SubtractScaled(vector[i], row, vector, i + 1, width);
        }

        for (int i = width - 1; i >= 0; i--)
        {
            float* row = matrix + (i * width);
            vector[i] = (vector[i] - DotFrom(row, vector, i + 1, width)) * row[i];
        }
    }

    /// <summary>result = matrix x + shift x, for a whole symmetric matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Times(float* matrix, int width, float shift, float* x, float* result)
    {
        for (int row = 0; row < width; row += Strip)
        {
            float* r0 = matrix + (row * width);
            float* r1 = r0 + width;
            float* r2 = r1 + width;
            float* r3 = r2 + width;
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (int i = 0; i < width; i += 8)
            {
                Vector256<float> v = Vector256.Load(x + i);
                s0 = Vector256.FusedMultiplyAdd(Vector256.Load(r0 + i), v, s0);
                s1 = Vector256.FusedMultiplyAdd(Vector256.Load(r1 + i), v, s1);
                s2 = Vector256.FusedMultiplyAdd(Vector256.Load(r2 + i), v, s2);
                s3 = Vector256.FusedMultiplyAdd(Vector256.Load(r3 + i), v, s3);
            }

            result[row] = (shift * x[row]) + Vector256.Sum(s0);
            result[row + 1] = (shift * x[row + 1]) + Vector256.Sum(s1);
            result[row + 2] = (shift * x[row + 2]) + Vector256.Sum(s2);
            result[row + 3] = (shift * x[row + 3]) + Vector256.Sum(s3);
        }
    }

    // Four rows of U; the inverses of its diagonal elements take their places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FactorStrip(float* matrix, int width, int top)
    {
        for (int t = 0; t < Strip; t++)
        {
            float* row = matrix + ((top + t) * width);
            int start = (top + t) / 8 * 8;
            for (int s = 0; s < t; s++)
            {
                float* above = matrix + ((top + s) * width);
                var factor = Vector256.Create(-above[top + t]);
                for (int column = start; column < width; column += 8)
                {
                    Vector256.FusedMultiplyAdd(factor, Vector256.Load(above + column), Vector256.Load(row + column)).Store(row + column);
                }
            }

            float inverse = 1 / MathF.Sqrt(row[top + t]);
            var scale = Vector256.Create(inverse);
            for (int column = start; column < width; column += 8)
            {
                (Vector256.Load(row + column) * scale).Store(row + column);
            }

            row[top + t] = inverse;
        }
    }

    // Two later rows less what four rows of U tell of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eliminate(float* matrix, int width, int top, int row)
    {
        float* u0 = matrix + (top * width);
        float* u1 = u0 + width;
        float* u2 = u1 + width;
        float* u3 = u2 + width;
        float* x = matrix + (row * width);
        float* y = x + width;
        Vector256<float> a0 = Vector256.Create(-u0[row]), b0 = Vector256.Create(-u0[row + 1]);
        Vector256<float> a1 = Vector256.Create(-u1[row]), b1 = Vector256.Create(-u1[row + 1]);
        Vector256<float> a2 = Vector256.Create(-u2[row]), b2 = Vector256.Create(-u2[row + 1]);
        Vector256<float> a3 = Vector256.Create(-u3[row]), b3 = Vector256.Create(-u3[row + 1]);
        for (int column = row / 8 * 8; column < width; column += 8)
        {
            Vector256<float> u = Vector256.Load(u0 + column);
            Vector256<float> p = Vector256.FusedMultiplyAdd(a0, u, Vector256.Load(x + column));
            Vector256<float> q = Vector256.FusedMultiplyAdd(b0, u, Vector256.Load(y + column));
            u = Vector256.Load(u1 + column);
            p = Vector256.FusedMultiplyAdd(a1, u, p);
            q = Vector256.FusedMultiplyAdd(b1, u, q);
            u = Vector256.Load(u2 + column);
            p = Vector256.FusedMultiplyAdd(a2, u, p);
            q = Vector256.FusedMultiplyAdd(b2, u, q);
            u = Vector256.Load(u3 + column);
            Vector256.FusedMultiplyAdd(a3, u, p).Store(x + column);
            Vector256.FusedMultiplyAdd(b3, u, q).Store(y + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractScaled(float scale, float* row, float* vector, int from, int width)
    {
        int i = from;
        for (; i < width && (i & 7) != 0; i++)
        {
            vector[i] = MathF.FusedMultiplyAdd(-scale, row[i], vector[i]);
        }

        var factor = Vector256.Create(-scale);
        for (; i < width; i += 8)
        {
            Vector256.FusedMultiplyAdd(factor, Vector256.Load(row + i), Vector256.Load(vector + i)).Store(vector + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float DotFrom(float* row, float* vector, int from, int width)
    {
        float sum = 0;
        int i = from;
        for (; i < width && (i & 7) != 0; i++)
        {
            sum += row[i] * vector[i];
        }

        Vector256<float> sums = default;
        for (; i < width; i += 8)
        {
            sums = Vector256.FusedMultiplyAdd(Vector256.Load(row + i), Vector256.Load(vector + i), sums);
        }

        return sum + Vector256.Sum(sums);
    }
}
