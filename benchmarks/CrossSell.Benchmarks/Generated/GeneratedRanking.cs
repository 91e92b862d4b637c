namespace CrossSell.Benchmarks.Generated;

/// <summary>An order that was drawn and not learned: a weight between every two products, as EASE learns them, and 200 neighbours of each product, as rules and cosines give them.</summary>
internal sealed class GeneratedRanking : IRankingTrainer
{
    private const int Neighbours = 200;

    public HybridRanking Train(RankingTrainingData data, CancellationToken cancellationToken = default)
    {
        int products = data.History.Products.Count;
        var random = new SeededNumbers(31);
        int kept = Math.Min(Neighbours, products - 1);
        int[] starts = [.. Enumerable.Range(0, products + 1).Select(product => product * kept)];
        int[] partners = new int[products * kept];
        for (int product = 0; product < products; product++)
        {
            int first = random.Below(products);
            Span<int> row = partners.AsSpan(product * kept, kept);
            for (int i = 0; i < kept; i++)
            {
                row[i] = (first + i) % products;
            }

            row.Sort();
        }

        var features = new HybridFeatures(
            [
                new HybridPart(ItemItemScorer.Dense("every two", products, Drawn(random, products * products)), 1),
                new HybridPart(ItemItemScorer.Sparse("neighbours", starts, partners, Drawn(random, partners.Length)), 1),
            ],
            [new HybridColumn("popularity", "buyers", ScoreCause.Popularity, Array.ConvertAll(Drawn(random, products), number => (double)number), Proposes: true)],
            data.Offered ?? [.. Enumerable.Repeat(true, products)],
            data.Repeatable,
            candidatesOfEach: 50,
            recentDays: 30);
        HybridTerm[] warm = [.. Enumerable.Range(0, features.Count).Select(_ => new HybridTerm(0, 1, random.Unit()))];
        HybridTerm[] cold = [.. warm.Select((term, feature) => feature == features.FirstColumnFeature ? term : term with { Weight = 0 })];
        return new HybridRanking(features, new HybridModel(-1, warm), new HybridModel(-1, cold), slope: 1, shift: 0, horizon: null, ["Drawn, not learned."]);
    }

    private static float[] Drawn(SeededNumbers random, int count)
    {
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
        {
            number = (float)random.Unit();
        }

        return numbers;
    }
}
