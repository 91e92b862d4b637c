namespace CrossSell.ML.Numerics;

/// <summary>What <see cref="TileKernels"/> and <see cref="PivotBlock"/> compute, one number at a time: the oracle of their tests, byte for byte.</summary>
internal static unsafe class ScalarTileKernels
{
    public static void Subtract(int depth, float* left, float* right, float* target, long stride)
    {
        for (int row = 0; row < TileKernels.Rows; row++)
        {
            for (int column = 0; column < TileKernels.Columns; column++)
            {
                float sum = 0;
                for (int k = 0; k < depth; k++)
                {
                    sum = MathF.FusedMultiplyAdd(left[(k * TileKernels.Rows) + row], right[(k * TileKernels.Columns) + column], sum);
                }

                target[(row * stride) + column] -= sum;
            }
        }
    }

    public static int Invert(float* block, int order, float* least)
    {
        for (int pivot = 0; pivot < order; pivot++)
        {
            float* pivotRow = block + (pivot * order);
            if (!(pivotRow[pivot] > least[pivot]))
            {
                return pivot;
            }

            float scale = 1 / pivotRow[pivot];
            pivotRow[pivot] = 1;
            for (int column = 0; column < order; column++)
            {
                pivotRow[column] *= scale;
            }

            for (int row = 0; row < order; row++)
            {
                if (row == pivot)
                {
                    continue;
                }

                float* other = block + (row * order);
                float factor = -other[pivot];
                other[pivot] = 0;
                for (int column = 0; column < order; column++)
                {
                    other[column] = MathF.FusedMultiplyAdd(factor, pivotRow[column], other[column]);
                }
            }
        }

        return -1;
    }
}
