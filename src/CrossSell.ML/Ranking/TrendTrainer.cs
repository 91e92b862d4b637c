namespace CrossSell.ML;

/// <summary>Scores a product by how many customers bought it for the first time in the last days: what spreads just now.</summary>
/// <remarks>Not personal, and yet as good as a factor model where assortments and seasons change. Thread-safe while its settings are not changed.</remarks>
public sealed class TrendTrainer : IProductScorerTrainer
{
    /// <inheritdoc/>
    public string Name => "trend";

    /// <summary>How many whole days before the last known day count, beside it: from midnight on, so that dates and times of day give the same.</summary>
    /// <value>1 or more. Default: 14.</value>
    public int Days { get; set; } = 14;

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        if (Days < 1)
        {
            throw new ArgumentException($"Days is {Days}; it must be a number of days, 1 or more.");
        }

        if (purchases.AsOf is not { } asOf)
        {
            throw new InvalidOperationException("The purchases have no times; a trend needs the time of each first purchase.");
        }

        cancellationToken.ThrowIfCancellationRequested();

        // Everything lies before the instant of looking, so the last known day is that of the tick before.
        long from = new DateTime(asOf.Ticks - 1).Date.Ticks - (Days * TimeSpan.TicksPerDay);
        var scores = new float[purchases.Products.Count];
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            CustomerPurchases bought = purchases[customer];
            for (int at = 0; at < bought.Count; at++)
            {
                // An unknown time is earlier than all others.
                scores[bought.Products[at]] += bought.First[at] >= from && bought.First[at] != long.MinValue ? 1 : 0;
            }
        }

        return new ProductVectorScorer(Name, ScoreCause.Trend, scores);
    }
}
