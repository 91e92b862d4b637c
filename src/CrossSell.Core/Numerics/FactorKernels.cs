using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>The inner loops of scoring by factors: products of short vectors, sums in double precision. Each has a plain twin that a test compares with it.</summary>
internal static unsafe class FactorKernels
{
    /// <summary>Sum of a[i] b[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double* a, double* b, int length)
    {
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i + 16 <= length; i += 16)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.Load(a + i), Vector256.Load(b + i), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Load(a + i + 4), Vector256.Load(b + i + 4), s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.Load(a + i + 8), Vector256.Load(b + i + 8), s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.Load(a + i + 12), Vector256.Load(b + i + 12), s3);
        }

        double sum = Vector256.Sum((s0 + s1) + (s2 + s3));
        return sum + DotScalar(a + i, b + i, length - i);
    }

    /// <summary>The same, one number at a time.</summary>
    public static double DotScalar(double* a, double* b, int length)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Sum of a[i] b[i], a in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(float* a, double* b, int length)
    {
        Vector256<double> s0 = default, s1 = default;
        int i = 0;
        for (; i + 8 <= length; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(a + i));
            s0 = Vector256.FusedMultiplyAdd(low, Vector256.Load(b + i), s0);
            s1 = Vector256.FusedMultiplyAdd(high, Vector256.Load(b + i + 4), s1);
        }

        double sum = Vector256.Sum(s0 + s1);
        return sum + DotScalar(a + i, b + i, length - i);
    }

    /// <summary>The same, one number at a time.</summary>
    public static double DotScalar(float* a, double* b, int length)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
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
            Vector256.FusedMultiplyAdd(factor, Vector256.Load(x + i), Vector256.Load(y + i)).Store(y + i);
        }

        AddScaledScalar(scale, x + i, y + i, length - i);
    }

    /// <summary>The same, one number at a time.</summary>
    public static void AddScaledScalar(double scale, double* x, double* y, int length)
    {
        for (int i = 0; i < length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(scale, x[i], y[i]);
        }
    }

    /// <summary>y[i] += the sum of scales[k] x[k, i] over four rows, one after the other: four rows for one pass over the target.</summary>
    /// <param name="scales">Four factors.</param>
    /// <param name="x">Four rows.</param>
    /// <param name="stride">From row to row of <paramref name="x"/>.</param>
    /// <param name="y">The target.</param>
    /// <param name="length">How many numbers of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled4(double* scales, double* x, int stride, double* y, int length)
    {
        double* x1 = x + stride;
        double* x2 = x1 + stride;
        double* x3 = x2 + stride;
        Vector256<double> a0 = Vector256.Create(scales[0]), a1 = Vector256.Create(scales[1]), a2 = Vector256.Create(scales[2]), a3 = Vector256.Create(scales[3]);
        int i = 0;
        for (; i + 4 <= length; i += 4)
        {
            Vector256<double> sum = Vector256.FusedMultiplyAdd(a0, Vector256.Load(x + i), Vector256.Load(y + i));
            sum = Vector256.FusedMultiplyAdd(a1, Vector256.Load(x1 + i), sum);
            sum = Vector256.FusedMultiplyAdd(a2, Vector256.Load(x2 + i), sum);
            Vector256.FusedMultiplyAdd(a3, Vector256.Load(x3 + i), sum).Store(y + i);
        }

        for (int k = 0; k < 4; k++)
        {
            AddScaledScalar(scales[k], x + ((long)k * stride) + i, y + i, length - i);
        }
    }

    /// <summary>scores[r] = the sum of rows[r, i] x[i], in single precision: a vector against many rows, four at a time.</summary>
    /// <param name="rows">Row-major, rows <paramref name="length"/> apart.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="x">As long as a row.</param>
    /// <param name="scores">One place a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(float* rows, int count, int length, float* x, float* scores)
    {
        int row = 0;
        for (; row + 4 <= count; row += 4, rows += 4L * length)
        {
            float* r1 = rows + length;
            float* r2 = r1 + length;
            float* r3 = r2 + length;
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            int i = 0;
            for (; i + 8 <= length; i += 8)
            {
                Vector256<float> v = Vector256.Load(x + i);
                s0 = Vector256.FusedMultiplyAdd(Vector256.Load(rows + i), v, s0);
                s1 = Vector256.FusedMultiplyAdd(Vector256.Load(r1 + i), v, s1);
                s2 = Vector256.FusedMultiplyAdd(Vector256.Load(r2 + i), v, s2);
                s3 = Vector256.FusedMultiplyAdd(Vector256.Load(r3 + i), v, s3);
            }

            scores[row] = Vector256.Sum(s0) + ScoreScalar(rows + i, x + i, length - i);
            scores[row + 1] = Vector256.Sum(s1) + ScoreScalar(r1 + i, x + i, length - i);
            scores[row + 2] = Vector256.Sum(s2) + ScoreScalar(r2 + i, x + i, length - i);
            scores[row + 3] = Vector256.Sum(s3) + ScoreScalar(r3 + i, x + i, length - i);
        }

        for (; row < count; row++, rows += length)
        {
            scores[row] = ScoreScalar(rows, x, length);
        }
    }

    /// <summary>The sum of a row times x, one number at a time: the rest of the vectors, and what they are tested against.</summary>
    public static float ScoreScalar(float* row, float* x, int length)
    {
        float sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += row[i] * x[i];
        }

        return sum;
    }
}
