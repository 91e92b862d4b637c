using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Multinomial;

/// <summary>A sparse row times a matrix whose rows are runs of numbers, and the other way round. Each has a plain twin that a test compares with it.</summary>
internal static unsafe class SparseRowKernels
{
    /// <summary>target = last + sum of values[i] · matrix[columns[i]]; runs are a multiple of 8 long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product(int* columns, double* values, int count, double* matrix, double* last, double* target, int stride)
    {
        int k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // Four sums at a time stay in registers while the row passes.
            for (; k + 32 <= stride; k += 32)
            {
                Vector512<double> s0 = Vector512.Load(last + k);
                Vector512<double> s1 = Vector512.Load(last + k + 8);
                Vector512<double> s2 = Vector512.Load(last + k + 16);
                Vector512<double> s3 = Vector512.Load(last + k + 24);
                for (int i = 0; i < count; i++)
                {
                    var value = Vector512.Create(values[i]);
                    double* run = matrix + ((long)columns[i] * stride) + k;
                    s0 = Vector512.FusedMultiplyAdd(value, Vector512.Load(run), s0);
                    s1 = Vector512.FusedMultiplyAdd(value, Vector512.Load(run + 8), s1);
                    s2 = Vector512.FusedMultiplyAdd(value, Vector512.Load(run + 16), s2);
                    s3 = Vector512.FusedMultiplyAdd(value, Vector512.Load(run + 24), s3);
                }

                s0.Store(target + k);
                s1.Store(target + k + 8);
                s2.Store(target + k + 16);
                s3.Store(target + k + 24);
            }
        }

        for (; k < stride; k += 8)
        {
            Vector256<double> s0 = Vector256.Load(last + k);
            Vector256<double> s1 = Vector256.Load(last + k + 4);
            for (int i = 0; i < count; i++)
            {
                var value = Vector256.Create(values[i]);
                double* run = matrix + ((long)columns[i] * stride) + k;
                s0 = Vector256.MultiplyAddEstimate(value, Vector256.Load(run), s0);
                s1 = Vector256.MultiplyAddEstimate(value, Vector256.Load(run + 4), s1);
            }

            s0.Store(target + k);
            s1.Store(target + k + 4);
        }
    }

    /// <summary>matrix[columns[i]] += values[i] · source for each i, and last += source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(int* columns, double* values, int count, double* source, double* matrix, double* last, int stride)
    {
        int k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; k + 32 <= stride; k += 32)
            {
                Vector512<double> r0 = Vector512.Load(source + k);
                Vector512<double> r1 = Vector512.Load(source + k + 8);
                Vector512<double> r2 = Vector512.Load(source + k + 16);
                Vector512<double> r3 = Vector512.Load(source + k + 24);
                for (int i = 0; i < count; i++)
                {
                    var value = Vector512.Create(values[i]);
                    double* run = matrix + ((long)columns[i] * stride) + k;
                    Vector512.FusedMultiplyAdd(value, r0, Vector512.Load(run)).Store(run);
                    Vector512.FusedMultiplyAdd(value, r1, Vector512.Load(run + 8)).Store(run + 8);
                    Vector512.FusedMultiplyAdd(value, r2, Vector512.Load(run + 16)).Store(run + 16);
                    Vector512.FusedMultiplyAdd(value, r3, Vector512.Load(run + 24)).Store(run + 24);
                }
            }
        }

        for (; k < stride; k += 8)
        {
            Vector256<double> r0 = Vector256.Load(source + k);
            Vector256<double> r1 = Vector256.Load(source + k + 4);
            for (int i = 0; i < count; i++)
            {
                var value = Vector256.Create(values[i]);
                double* run = matrix + ((long)columns[i] * stride) + k;
                Vector256.MultiplyAddEstimate(value, r0, Vector256.Load(run)).Store(run);
                Vector256.MultiplyAddEstimate(value, r1, Vector256.Load(run + 4)).Store(run + 4);
            }
        }

        for (k = 0; k < stride; k += 4)
        {
            (Vector256.Load(last + k) + Vector256.Load(source + k)).Store(last + k);
        }
    }

    /// <summary>residual = weight · p · (residual - mean of the residuals under p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Curve(double* p, double* residual, double weight, int stride)
    {
        Vector256<double> sums = default;
        for (int k = 0; k < stride; k += 4)
        {
            sums = Vector256.MultiplyAddEstimate(Vector256.Load(p + k), Vector256.Load(residual + k), sums);
        }

        var mean = Vector256.Create(Vector256.Sum(sums));
        var factor = Vector256.Create(weight);
        for (int k = 0; k < stride; k += 4)
        {
            (factor * Vector256.Load(p + k) * (Vector256.Load(residual + k) - mean)).Store(residual + k);
        }
    }

    /// <summary>For eight classes at once: target[pair (a, b)] += curvature · values[a] · values[b] for each b up to a; pairs of places lie row by row in a triangle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddPairs(int* places, double* values, int count, double* curvature, double* target, int stride)
    {
        var c0 = Vector256.Load(curvature);
        var c1 = Vector256.Load(curvature + 4);
        for (int a = 0; a < count; a++)
        {
            long first = (long)places[a] * (places[a] + 1) / 2;
            var left = Vector256.Create(values[a]);
            Vector256<double> l0 = left * c0;
            Vector256<double> l1 = left * c1;
            for (int b = 0; b <= a; b++)
            {
                double* run = target + ((first + places[b]) * stride);
                var right = Vector256.Create(values[b]);
                Vector256.MultiplyAddEstimate(l0, right, Vector256.Load(run)).Store(run);
                Vector256.MultiplyAddEstimate(l1, right, Vector256.Load(run + 4)).Store(run + 4);
            }
        }
    }

    public static void ScalarAddPairs(int* places, double* values, int count, double* curvature, double* target, int stride)
    {
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                for (int k = 0; k < 8; k++)
                {
                    target[(((places[a] * (places[a] + 1) / 2) + places[b]) * stride) + k] += curvature[k] * values[a] * values[b];
                }
            }
        }
    }

    public static void ScalarProduct(int* columns, double* values, int count, double* matrix, double* last, double* target, int stride)
    {
        for (int k = 0; k < stride; k++)
        {
            target[k] = last[k];
            for (int i = 0; i < count; i++)
            {
                target[k] += values[i] * matrix[(columns[i] * stride) + k];
            }
        }
    }

    public static void ScalarScatter(int* columns, double* values, int count, double* source, double* matrix, double* last, int stride)
    {
        for (int k = 0; k < stride; k++)
        {
            last[k] += source[k];
            for (int i = 0; i < count; i++)
            {
                matrix[(columns[i] * stride) + k] += values[i] * source[k];
            }
        }
    }

    public static void ScalarCurve(double* p, double* residual, double weight, int stride)
    {
        double mean = 0;
        for (int k = 0; k < stride; k++)
        {
            mean += p[k] * residual[k];
        }

        for (int k = 0; k < stride; k++)
        {
            residual[k] = weight * p[k] * (residual[k] - mean);
        }
    }
}
