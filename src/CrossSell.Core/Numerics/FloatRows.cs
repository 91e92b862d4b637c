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

    /// <summary>y[places[i]] += scale x[i], rounded after the product: a sparse row. No place stands twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaledAt(float scale, int* places, float* x, float* y, int length)
    {
        int i = 0;
        for (; i + 4 <= length; i += 4)
        {
            // All loads before all stores: places differ, and the processor need not find that out.
            float* y0 = y + places[i];
            float* y1 = y + places[i + 1];
            float* y2 = y + places[i + 2];
            float* y3 = y + places[i + 3];
            float s0 = *y0 + (scale * x[i]);
            float s1 = *y1 + (scale * x[i + 1]);
            float s2 = *y2 + (scale * x[i + 2]);
            float s3 = *y3 + (scale * x[i + 3]);
            *y0 = s0;
            *y1 = s1;
            *y2 = s2;
            *y3 = s3;
        }

        for (; i < length; i++)
        {
            y[places[i]] += scale * x[i];
        }
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
