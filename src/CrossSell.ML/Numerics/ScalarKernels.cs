namespace CrossSell.ML.Numerics;

/// <summary>What <see cref="DenseKernels"/> and <see cref="FloatKernels"/> compute, one number at a time: the oracle of its tests.</summary>
internal static unsafe class ScalarKernels
{
    public static double Dot(double* a, double* b, int length)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static void AddScaled(double scale, double* x, double* y, int length)
    {
        for (int i = 0; i < length; i++)
        {
            y[i] += scale * x[i];
        }
    }

    public static float Dot(float* a, float* b, int length)
    {
        float sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static void AddScaled(float scale, float* x, float* y, int length)
    {
        for (int i = 0; i < length; i++)
        {
            y[i] = MathF.FusedMultiplyAdd(scale, x[i], y[i]);
        }
    }

    public static void AddWeightedTile(int rows, double* left, double* right, int rightStride, double* target, int targetStride)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int a = 0; a < DenseKernels.TileRows; a++)
            {
                for (int b = 0; b < DenseKernels.TileColumns; b++)
                {
                    target[(a * targetStride) + b] += left[(row * DenseKernels.TileRows) + a] * right[(row * rightStride) + b];
                }
            }
        }
    }
}
