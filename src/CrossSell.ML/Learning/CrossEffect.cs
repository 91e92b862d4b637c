using CrossSell.ML.Features;

namespace CrossSell.ML.Learning;

/// <summary>What two fields together add to the logit beyond what each adds alone.</summary>
/// <param name="A">The place of the first field.</param>
/// <param name="B">The place of the second field.</param>
/// <param name="Width">How many codes the second has in crosses.</param>
/// <param name="Effects">For each cell, the first field's codes slowest.</param>
/// <param name="Shift">The mean over the training table, taken off.</param>
internal sealed record CrossEffect(int A, int B, int Width, double[] Effects, double Shift)
{
    public double Of(EncodedField a, EncodedField b, int row) => Effects[(a.CrossCodes[row] * Width) + b.CrossCodes[row]] - Shift;
}
