namespace CrossSell.ML.Products;

/// <summary>What the weights of a block say of one row and lane.</summary>
internal static class BlockLogits
{
    private const int Lanes = ProductBlock.Lanes;

    public static double Of(SharedDesign design, ProductBlock block, double[] weights, int row, int lane)
    {
        double logit = 0;
        for (int i = design.Starts[row]; i < design.Starts[row + 1]; i++)
        {
            logit += weights[(design.Columns[i] * Lanes) + lane];
        }

        return block.HasRules ? logit + (block.RuleLogits[((long)row * Lanes) + lane] * weights[(design.Parameters * Lanes) + lane]) : logit;
    }
}
