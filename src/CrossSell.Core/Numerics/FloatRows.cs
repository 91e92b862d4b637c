using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Adds scaled rows of <see cref="float"/> to a row, and takes the greater of two rows: what scoring by dense rows consists of.</summary>
/// <remarks>Each place of the target sees the same operations in the same order however many rows are added at once, so the result does not depend on how rows are grouped.</remarks>
internal static unsafe class FloatRows
{
    /// <summary>y[i] += scale x[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(float scale, float* x, float* y, int length)
    {
        var factor = Vector256.Create(scale);
        int i = 0;
        for (; i + Vector256<float>.Count <= length; i += Vector256<float>.Count)
        {
            Vector256.MultiplyAddEstimate(factor, Vector256.Load(x + i), Vector256.Load(y + i)).Store(y + i);
        }

        AddScaledScalar(scale, x + i, y + i, length - i);
    }

    /// <summary>The same, one number at a time: the rest of the vectors, and what they are tested against.</summary>
    public static void AddScaledScalar(float scale, float* x, float* y, int length)
    {
        for (int i = 0; i < length; i++)
        {
            y[i] = float.MultiplyAddEstimate(scale, x[i], y[i]);
        }
    }

    /// <summary>y[i] += a[0] x0[i], then a[1] x1[i], a[2] x2[i], a[3] x3[i]: four rows for one pass over the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled4(float* scales, float* x0, float* x1, float* x2, float* x3, float* y, int length)
    {
        var a0 = Vector256.Create(scales[0]);
        var a1 = Vector256.Create(scales[1]);
        var a2 = Vector256.Create(scales[2]);
        var a3 = Vector256.Create(scales[3]);
        int i = 0;
        for (; i + Vector256<float>.Count <= length; i += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256.MultiplyAddEstimate(a0, Vector256.Load(x0 + i), Vector256.Load(y + i));
            sum = Vector256.MultiplyAddEstimate(a1, Vector256.Load(x1 + i), sum);
            sum = Vector256.MultiplyAddEstimate(a2, Vector256.Load(x2 + i), sum);
            Vector256.MultiplyAddEstimate(a3, Vector256.Load(x3 + i), sum).Store(y + i);
        }

        AddScaledScalar(scales[0], x0 + i, y + i, length - i);
        AddScaledScalar(scales[1], x1 + i, y + i, length - i);
        AddScaledScalar(scales[2], x2 + i, y + i, length - i);
        AddScaledScalar(scales[3], x3 + i, y + i, length - i);
    }

    /// <summary>y[i] = the greater of y[i] and scale x[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxScaled(float scale, float* x, float* y, int length)
    {
        var factor = Vector256.Create(scale);
        int i = 0;
        for (; i + Vector256<float>.Count <= length; i += Vector256<float>.Count)
        {
            Vector256.Max(factor * Vector256.Load(x + i), Vector256.Load(y + i)).Store(y + i);
        }

        MaxScaledScalar(scale, x + i, y + i, length - i);
    }

    /// <summary>The same, one number at a time.</summary>
    public static void MaxScaledScalar(float scale, float* x, float* y, int length)
    {
        for (int i = 0; i < length; i++)
        {
            y[i] = MathF.Max(scale * x[i], y[i]);
        }
    }
}
