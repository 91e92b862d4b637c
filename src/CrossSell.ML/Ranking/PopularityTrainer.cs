namespace CrossSell.ML;

/// <summary>Scores a product by how many customers have bought it: the least that any ranking must reach.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
public sealed class PopularityTrainer : IProductScorerTrainer
{
    /// <inheritdoc/>
    public string Name => "popularity";

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        cancellationToken.ThrowIfCancellationRequested();
        var scores = new float[purchases.Products.Count];
        for (int product = 0; product < scores.Length; product++)
        {
            scores[product] = purchases.BuyersOf(product).Length;
        }

        return new ProductVectorScorer(Name, ScoreCause.Popularity, scores);
    }
}
