using CrossSell.ML.Numerics;

namespace CrossSell.ML.Products;

/// <summary>Moves intercepts so that as many purchases are expected as were seen.</summary>
internal static class ProductCentring
{
    private const int Lanes = ProductBlock.Lanes;
    private const int MostSteps = 50;

    /// <summary>A shift of all products together is held as by a normal prior of deviation one half: a quiet window does not empty the shop.</summary>
    private const double PriorOfShift = 4;

    /// <summary>Each product on all its rows.</summary>
    public static void EachOnAllRows(SharedDesign design, ProductBlock block, double[] weights)
    {
        for (int lane = 0; lane < block.Products.Length; lane++)
        {
            var logits = new List<double>();
            for (int row = 0; row < design.Rows; row++)
            {
                if (((block.Open[row] >> lane) & 1) != 0)
                {
                    logits.Add(BlockLogits.Of(design, block, weights, row, lane));
                }
            }

            weights[((design.Parameters - 1) * Lanes) + lane] += Shift(logits, block.Count(lane).Bought, prior: 0);
        }
    }

    /// <summary>All products on the last snapshot, so that what has changed since the earlier ones does not bend the whole; returns the shift.</summary>
    public static double TogetherOnLastSnapshot(ProductTrainingRows rows, SharedDesign design, ProductBlock[] blocks, double[][] weights)
    {
        int last = rows.Plan!.Snapshots.Count - 1;
        var logits = new List<double>();
        int bought = 0;
        for (int b = 0; b < blocks.Length; b++)
        {
            for (int row = 0; row < design.Rows; row++)
            {
                for (int lane = 0; lane < blocks[b].Products.Length && rows.SnapshotOf(row) == last; lane++)
                {
                    if (((blocks[b].Open[row] >> lane) & 1) != 0)
                    {
                        logits.Add(BlockLogits.Of(design, blocks[b], weights[b], row, lane));
                        bought += (blocks[b].Bought[row] >> lane) & 1;
                    }
                }
            }
        }

        double shift = Shift(logits, bought, PriorOfShift);
        for (int b = 0; b < blocks.Length; b++)
        {
            for (int lane = 0; lane < blocks[b].Products.Length; lane++)
            {
                weights[b][((design.Parameters - 1) * Lanes) + lane] += shift;
            }
        }

        return shift;
    }

    private static double Shift(List<double> logits, int bought, double prior)
    {
        double shift = 0;
        for (int step = 0; step < MostSteps && logits.Count > 0; step++)
        {
            double excess = (prior * shift) - bought;
            double slope = prior;
            foreach (double logit in logits)
            {
                double probability = LogisticFunction.Of(logit + shift);
                excess += probability;
                slope += probability * (1 - probability);
            }

            double move = Math.Clamp(excess / slope, -1, 1);
            shift -= move;
            if (Math.Abs(move) < 1e-12)
            {
                break;
            }
        }

        return shift;
    }
}
