namespace CrossSell.ML.Hybrid;

/// <summary>Trains every way of scoring on a matrix and puts them on scales.</summary>
internal static class LevelOne
{
    private const int Sampled = 256;

    /// <summary>The features of a matrix.</summary>
    /// <param name="trainers">The ways of scoring.</param>
    /// <param name="purchases">What is known.</param>
    /// <param name="horizon">See <see cref="AdoptionColumns"/>.</param>
    /// <param name="offered">For each product whether it may be offered; null for all.</param>
    /// <param name="repeatable">For each product whether it may be bought again; null for none.</param>
    /// <param name="candidatesOfEach">How many candidates each part gives.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public static HybridFeatures Train(
        IReadOnlyList<IProductScorerTrainer> trainers,
        PurchaseMatrix purchases,
        TimeSpan? horizon,
        bool[]? offered,
        bool[]? repeatable,
        int candidatesOfEach,
        CancellationToken cancellationToken)
    {
        var parts = new List<HybridPart>();
        foreach (IProductScorerTrainer trainer in trainers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IProductScorer scorer = trainer.Train(purchases, cancellationToken);
            parts.Add(new HybridPart(scorer, Scale(scorer, purchases, candidatesOfEach)));
        }

        return new HybridFeatures(
            parts, AdoptionColumns.Of(purchases, horizon), Known(purchases, offered), repeatable, candidatesOfEach, horizon?.TotalDays ?? 1, (purchases.Facts as CustomerTableFacts)?.Schema);
    }

    /// <summary>The same features with some of the parts alone, which are not trained again.</summary>
    /// <param name="features">All of them.</param>
    /// <param name="parts">The places of those that stay, ascending.</param>
    /// <param name="purchases">What they were learned from.</param>
    /// <param name="repeatable">As they were learned.</param>
    public static HybridFeatures Only(HybridFeatures features, IReadOnlyList<int> parts, PurchaseMatrix purchases, bool[]? repeatable) =>
        new([.. parts.Select(part => features.Parts[part])], features.Columns, Known(purchases, offered: null), repeatable, features.CandidatesOfEach, features.RecentDays, features.Facts);

    // What nobody has bought has no score to be told from any other.
    private static bool[] Known(PurchaseMatrix purchases, bool[]? offered) =>
        [.. Enumerable.Range(0, purchases.Products.Count).Select(product => (offered?[product] ?? true) && purchases.BuyersOf(product).Length > 0)];

    // The mean of the best scores of some customers, spread evenly.
    private static double Scale(IProductScorer scorer, PurchaseMatrix purchases, int best)
    {
        float[] scores = new float[scorer.ProductCount];
        int step = Math.Max(1, purchases.Customers.Count / Sampled);
        double sum = 0;
        long count = 0;
        for (int customer = 0; customer < purchases.Customers.Count; customer += step)
        {
            if (purchases[customer].Count == 0)
            {
                continue;
            }

            scorer.Score(purchases[customer], scores);
            Array.Sort(scores);
            for (int i = Math.Max(0, scores.Length - best); i < scores.Length; i++)
            {
                sum += Math.Max(0, scores[i]);
                count++;
            }
        }

        return sum > 0 ? sum / count : 1;
    }
}
