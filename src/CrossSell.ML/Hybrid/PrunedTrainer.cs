namespace CrossSell.ML.Hybrid;

/// <summary>Keeps of each product's weights those that are farthest from 0, so that scoring and files stay small.</summary>
/// <remarks>Hybrids with EASE pruned so are what was measured on real purchases (docs/ranking.md).</remarks>
internal sealed class PrunedTrainer(IProductScorerTrainer dense, int kept = 300) : IProductScorerTrainer
{
    public string Name => dense.Name;

    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        IProductScorer scorer = dense.Train(purchases, cancellationToken);
        return scorer is ItemItemScorer items && items.ProductCount > kept ? Prune(items) : scorer;
    }

    private ItemItemScorer Prune(ItemItemScorer scorer)
    {
        int[] starts = new int[scorer.ProductCount + 1];
        var partners = new List<int>();
        var weights = new List<float>();
        float[] sizes = new float[scorer.ProductCount];
        for (int product = 0; product < scorer.ProductCount; product++)
        {
            ReadOnlySpan<float> row = scorer.WeightsOf(product);
            ReadOnlySpan<int> names = scorer.PartnersOf(product);
            for (int k = 0; k < row.Length; k++)
            {
                sizes[k] = Math.Abs(row[k]);
            }

            Span<float> sorted = sizes.AsSpan(0, row.Length);
            sorted.Sort();
            float least = row.Length > kept ? sorted[row.Length - kept] : 0;
            for (int k = 0; k < row.Length; k++)
            {
                if (row[k] != 0 && Math.Abs(row[k]) >= least)
                {
                    partners.Add(scorer.IsDense ? k : names[k]);
                    weights.Add(row[k]);
                }
            }

            starts[product + 1] = partners.Count;
        }

        return ItemItemScorer.Sparse(scorer.Name, starts, [.. partners], [.. weights], scorer.Combination, scorer.Owned);
    }
}
