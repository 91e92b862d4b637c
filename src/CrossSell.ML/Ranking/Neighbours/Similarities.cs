namespace CrossSell.ML.Ranking;

/// <summary>The rows of each kind of neighbours.</summary>
internal static class Similarities
{
    /// <summary>Sum over customers of w(u, i) w(u, j) / (norm i · norm j).</summary>
    public static (int[] Starts, int[] Partners, float[] Weights) Cosine(PurchaseMatrix purchases, NeighbourTrainer settings, int neighbours, CancellationToken cancellationToken)
    {
        double[] weights = PairWeights.Of(purchases, settings.Weighting);
        double[] norms = new double[purchases.Products.Count];
        PairWeights.ForEach(purchases, (_, product, at) => norms[product] += weights[at] * weights[at]);
        for (int product = 0; product < norms.Length; product++)
        {
            norms[product] = Math.Sqrt(norms[product]);
        }

        return NeighbourRows.Of(
            new CoPurchases(purchases, weights), neighbours, settings.Side, (product, other, sum) => sum / (norms[product] * norms[other]), settings.MaxThreads, cancellationToken);
    }

    /// <summary>
    /// Products are documents, customers words: w becomes w (K1 + 1) / (K1 · (1 - B + B · length / mean length) + w) · ln(products / (1 + products of the customer)).
    /// </summary>
    public static (int[] Starts, int[] Partners, float[] Weights) Bm25(PurchaseMatrix purchases, NeighbourTrainer settings, int neighbours, CancellationToken cancellationToken)
    {
        double[] weights = PairWeights.Of(purchases, settings.Weighting);
        int products = purchases.Products.Count;
        double[] lengths = new double[products];
        PairWeights.ForEach(purchases, (_, product, at) => lengths[product] += weights[at]);
        double mean = lengths.Sum() / products;
        double[] damped = new double[weights.Length];
        PairWeights.ForEach(purchases, (customer, product, at) =>
        {
            double rarity = Math.Log((double)products / (1 + purchases[customer].Count));
            double length = 1 - settings.B + (settings.B * lengths[product] / mean);
            damped[at] = weights[at] * (settings.K1 + 1) / ((settings.K1 * length) + weights[at]) * rarity;
        });
        return NeighbourRows.Of(new CoPurchases(purchases, damped), neighbours, settings.Side, (_, _, sum) => sum, settings.MaxThreads, cancellationToken);
    }

    /// <summary>G² = 2 · sum of n ln(n / expected) over the four cells; 0 where both stand together no more often than by chance.</summary>
    public static (int[] Starts, int[] Partners, float[] Weights) LogLikelihood(PurchaseMatrix purchases, NeighbourTrainer settings, int neighbours, CancellationToken cancellationToken)
    {
        double[] ones = PairWeights.Of(purchases, OwnedWeighting.Binary);
        int customers = PairWeights.Customers(purchases);
        int[] buyers = [.. Enumerable.Range(0, purchases.Products.Count).Select(product => purchases.BuyersOf(product).Length)];
        double[] entropy = [.. Enumerable.Range(0, customers + 1).Select(count => count == 0 ? 0 : count * Math.Log(count))];
        return NeighbourRows.Of(new CoPurchases(purchases, ones), neighbours, settings.Side, Ratio, settings.MaxThreads, cancellationToken);

        double Ratio(int product, int other, double sum)
        {
            int both = (int)sum;
            (int a, int b) = (buyers[product], buyers[other]);
            if ((double)both * customers <= (double)a * b)
            {
                return 0;
            }

            double cells = entropy[both] + entropy[a - both] + entropy[b - both] + entropy[customers - a - b + both];
            double margins = entropy[a] + entropy[customers - a] + entropy[b] + entropy[customers - b];
            return Math.Max(0, 2 * (cells - margins + entropy[customers]));
        }
    }
}
