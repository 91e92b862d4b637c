using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>The hybrid as one of the models that are judged.</summary>
internal sealed class JudgedHybrid(RankingInput input) : IProductScorerTrainer
{
    public string Name => "hybrid";

    /// <remarks>Where customers bought too little to learn an order from, what most have bought ranks.</remarks>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        try
        {
            HybridRanking ranking = new HybridTrainer(new HybridOptions { LevelTwo = input.LevelTwo, MaxThreads = input.Threads }).Train(purchases, Recent(), cancellationToken);
            foreach (string note in ranking.Notes)
            {
                input.Tell(note);
            }

            return new Scorer(ranking);
        }
        catch (PropensityTrainingException problem)
        {
            input.Warn($"the hybrid ranks by popularity: {problem.Message}");
            return new PopularityTrainer().Train(purchases, cancellationToken);
        }
    }

    // One window earlier everything is known exactly; of a table of pairs that goes further only what is sure.
    private HybridWindow? Recent()
    {
        if (input.Earlier is not { } earlier)
        {
            return null;
        }

        int[][] bought = [.. Enumerable.Range(0, earlier.Known.Customers.Count).Select(_ => Array.Empty<int>())];
        for (int at = 0; at < earlier.Targets.Customers.Length; at++)
        {
            bought[earlier.Targets.Customers[at]] = [.. earlier.Targets.ProductsOf(at).ToArray().Order()];
        }

        return new HybridWindow(earlier.Known, bought);
    }

    // What is no candidate has the score 0.
    private sealed class Scorer(HybridRanking ranking) : IProductScorer
    {
        public string Name => "hybrid";

        public int ProductCount => ranking.ProductCount;

        public void Score(in CustomerPurchases customer, Span<float> scores) => ranking.Score(customer, scores);

        public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
        {
            float[] scores = new float[ProductCount];
            ranking.Score(customer, scores);
            contributions.Add(new ScoreContribution(ScoreCause.Base, -1, scores[product]));
        }
    }
}
