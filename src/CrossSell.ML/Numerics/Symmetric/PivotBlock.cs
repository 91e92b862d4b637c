using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Numerics;

/// <summary>The inverse of a small symmetric positive definite block, in place: Gauss and Jordan without exchanges, which such a matrix does not need.</summary>
internal static unsafe class PivotBlock
{
    /// <summary>Inverts a block.</summary>
    /// <param name="block">Row-major, the whole square; becomes its inverse.</param>
    /// <param name="order">Rows and columns, a multiple of 16.</param>
    /// <param name="least">For each pivot the number that it must exceed; otherwise the matrix is not positive definite as far as single precision can tell.</param>
    /// <returns>The first pivot that is too small, the block is then of no use; -1 when there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Invert(float* block, int order, float* least)
    {
        for (int pivot = 0; pivot < order; pivot++)
        {
            float* pivotRow = block + ((long)pivot * order);
            if (!(pivotRow[pivot] > least[pivot]))
            {
                return pivot;
            }

            var scale = Vector256.Create(1 / pivotRow[pivot]);
            pivotRow[pivot] = 1;
            for (int column = 0; column < order; column += 8)
            {
                (Vector256.Load(pivotRow + column) * scale).Store(pivotRow + column);
            }

            for (int row = 0; row < order; row++)
            {
                if (row != pivot)
                {
                    float* other = block + ((long)row * order);
                    var factor = Vector256.Create(-other[pivot]);
                    other[pivot] = 0;
                    for (int column = 0; column < order; column += 16)
                    {
                        Vector256.FusedMultiplyAdd(factor, Vector256.Load(pivotRow + column), Vector256.Load(other + column)).Store(other + column);
                        Vector256.FusedMultiplyAdd(factor, Vector256.Load(pivotRow + column + 8), Vector256.Load(other + column + 8)).Store(other + column + 8);
                    }
                }
            }
        }

        return -1;
    }
}
