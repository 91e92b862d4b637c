namespace CrossSell.ML.Products;

/// <summary>Up to eight products that are fitted side by side, one in each lane of a vector: who could buy them, who did, what the rules said.</summary>
/// <param name="Products">Their places among the rows' products.</param>
/// <param name="Open">For each row a bit for each lane whose product could be bought.</param>
/// <param name="Bought">For each row a bit for each lane whose product was bought.</param>
/// <param name="RuleLogits">For each row eight numbers; empty where rules take no part.</param>
internal sealed record ProductBlock(int[] Products, byte[] Open, byte[] Bought, double[] RuleLogits)
{
    public const int Lanes = 8;

    public static ProductBlock Of(ProductTrainingRows rows, int[] products, bool withRules)
    {
        byte[] open = new byte[rows.Count];
        byte[] bought = new byte[rows.Count];
        double[] ruleLogits = new double[withRules ? (long)rows.Count * Lanes : 0];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int lane = 0; lane < products.Length; lane++)
            {
                if (rows.Bought(row, products[lane]) is bool answer)
                {
                    open[row] |= (byte)(1 << lane);
                    bought[row] |= (byte)((answer ? 1 : 0) << lane);
                }

                if (withRules)
                {
                    ruleLogits[((long)row * Lanes) + lane] = ProductPropensity.RuleLogit(rows.RuleScore(row, products[lane]));
                }
            }
        }

        return new ProductBlock(products, open, bought, ruleLogits);
    }

    public ProductBlock Select(int[] rows)
    {
        double[] ruleLogits = new double[RuleLogits.Length == 0 ? 0 : (long)rows.Length * Lanes];
        for (int i = 0; i < rows.Length && ruleLogits.Length > 0; i++)
        {
            Array.Copy(RuleLogits, (long)rows[i] * Lanes, ruleLogits, (long)i * Lanes, Lanes);
        }

        return new ProductBlock(Products, Array.ConvertAll(rows, row => Open[row]), Array.ConvertAll(rows, row => Bought[row]), ruleLogits);
    }

    /// <summary>The same without what the rules say.</summary>
    public ProductBlock WithoutRules() => this with { RuleLogits = [] };

    public bool HasRules => RuleLogits.Length > 0;

    /// <summary>How many rows bought, and could buy, the product of a lane.</summary>
    public (int Bought, int Open) Count(int lane)
    {
        int bought = 0;
        int open = 0;
        for (int row = 0; row < Open.Length; row++)
        {
            bought += (Bought[row] >> lane) & 1;
            open += (Open[row] >> lane) & 1;
        }

        return (bought, open);
    }
}
