namespace CrossSell.Core.Tests.Persistence;

/// <summary>A trainer that learns nothing: a part with a weight for every pair of products and one with weights for some, drawn by a seed, each with a weight of its own.</summary>
internal sealed class GivenRanking(int seed = 1) : IRankingTrainer
{
    private const int Kept = 8;

    public HybridRanking Train(RankingTrainingData data, CancellationToken cancellationToken = default)
    {
        int products = data.History.Products.Count;
        var random = new Random(seed);
        float[] dense = [.. Enumerable.Range(0, products * products).Select(_ => random.NextSingle())];
        int kept = Math.Min(Kept, products);
        int[] starts = [.. Enumerable.Range(0, products + 1).Select(p => p * kept)];
        int[] partners = [.. Enumerable.Range(0, products).SelectMany(p => Enumerable.Range(0, kept).Select(i => (p + i) % products).Order())];
        float[] sparse = [.. partners.Select(_ => random.NextSingle())];
        double[] popularity = [.. Enumerable.Range(0, products).Select(_ => random.NextDouble())];
        var features = new HybridFeatures(
            [new HybridPart(ItemItemScorer.Dense("dense", products, dense), 1), new HybridPart(ItemItemScorer.Sparse("sparse", starts, partners, sparse), 1)],
            [new HybridColumn("popularity", "buyers", ScoreCause.Popularity, popularity, Proposes: true)],
            data.Offered ?? [.. Enumerable.Repeat(true, products)],
            data.Repeatable,
            candidatesOfEach: 10,
            recentDays: 30);
        var warm = new HybridModel(-1, [.. Enumerable.Range(0, features.Count).Select(f => new HybridTerm(0, 1, 0.1 * (f + 1)))]);
        var cold = new HybridModel(-1, [.. Enumerable.Range(0, features.Count).Select(f => new HybridTerm(0, 1, f == features.FirstColumnFeature ? 0.5 : 0))]);
        return new HybridRanking(features, warm, cold, slope: 1, shift: 0, horizon: null, ["given"]);
    }
}
