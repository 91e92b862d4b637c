using CrossSell.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests.Scoring.Ranking;

public sealed class ItemItemScorerTests
{
    [Theory]
    [InlineData(ScoreCombination.Sum, true)]
    [InlineData(ScoreCombination.Sum, false)]
    [InlineData(ScoreCombination.Max, true)]
    [InlineData(ScoreCombination.Max, false)]
    public void Scores_are_what_the_definition_says_and_contributions_sum_to_them(ScoreCombination combination, bool dense)
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new System.Random(seed);
            int n = random.Next(1, 40);
            float[] weights = [.. Enumerable.Range(0, n * n).Select(_ => random.Next(3) == 0 ? 0f : (float)(random.NextDouble() - 0.3))];
            OwnedWeighting owned = random.Next(2) == 0 ? OwnedWeighting.LogBaskets : OwnedWeighting.LogBaskets.WithDecay(30);
            ItemItemScorer scorer = dense ? ItemItemScorer.Dense("w", n, weights, combination, owned) : Sparse(n, weights, combination, owned);
            int[] products = [.. Enumerable.Range(0, n).Where(_ => random.Next(2) == 0)];
            int[] baskets = [.. products.Select(_ => random.Next(1, 5))];
            long[] last = [.. products.Select(_ => DateTime.UnixEpoch.AddDays(-random.Next(100)).Ticks)];
            var customer = new CustomerPurchases(products, baskets, last, last, DateTime.UnixEpoch.Ticks);
            var scores = new float[n];
            Array.Fill(scores, 77);

            scorer.Score(customer, scores);

            for (int j = 0; j < n; j++)
            {
                double[] parts = [.. products.Select((i, at) =>
                    Math.Log(1 + baskets[at]) * (owned.HalfLifeDays == 30 ? Math.Pow(2, (last[at] - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay / 30) : 1) * weights[(i * n) + j])];
                double expected = combination == ScoreCombination.Sum ? parts.Sum() : Math.Max(0, parts.DefaultIfEmpty().Max());
                Assert.Equal(expected, scores[j], 1e-5);
                var contributions = new List<ScoreContribution>();
                scorer.Explain(customer, j, contributions);
                Assert.Equal(expected, contributions.Sum(part => part.Amount), 1e-6 * parts.Sum(Math.Abs) + 1e-12);
                Assert.All(contributions, part => Assert.Contains(part.Product, products));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void The_greatest_weight_names_the_first_of_equal_products()
    {
        ItemItemScorer scorer = ItemItemScorer.Sparse("max", [0, 1, 2, 2], [2, 2], [0.5f, 0.5f], ScoreCombination.Max);
        var contributions = new List<ScoreContribution>();

        scorer.Explain(new CustomerPurchases([0, 1], [1, 1], [], [], 0), 2, contributions);

        Assert.Equal([new ScoreContribution(ScoreCause.OwnedProduct, 0, 0.5)], contributions);
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        const int Products = 600;
        ItemItemScorer dense = ItemItemScorer.Dense("d", Products, new float[Products * Products], owned: OwnedWeighting.Decay(30));
        int[] all = [.. Enumerable.Range(0, Products)];
        var scores = new float[Products];
        dense.Score(new CustomerPurchases(all, all.Select(_ => 1).ToArray(), [], [], 0), scores);
        int[] ones = [.. all.Select(_ => 1)];

        Assert.Equal(0, Allocated.By(() => dense.Score(new CustomerPurchases(all, ones, [], [], 0), scores)));
    }

    [Fact]
    public void A_product_without_a_time_counts_as_the_oldest_known_one()
    {
        long day = TimeSpan.TicksPerDay;
        var weights = new float[3];

        OwnedWeighting.Decay(10).Fill(new CustomerPurchases([0, 1, 2], [1, 1, 1], [0, 10 * day, long.MinValue], [10 * day, 20 * day, long.MinValue], 30 * day), weights);

        Assert.Equal([0.25f, 0.5f, 0.25f], weights);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_place()
    {
        Assert.Contains("2 products have 4 weights; there are 3", Assert.Throws<ArgumentException>(() => ItemItemScorer.Dense("x", 2, new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains("Weight 1 of 'x' is NaN", Assert.Throws<ArgumentException>(() => ItemItemScorer.Dense("x", 2, [0, float.NaN, 0, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("the row of product 0, 1 follows 1", Assert.Throws<ArgumentException>(() => ItemItemScorer.Sparse("x", [0, 2, 2], [1, 1], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("the row of product 1, 2 follows -1", Assert.Throws<ArgumentException>(() => ItemItemScorer.Sparse("x", [0, 0, 1], [2], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("runs from 0 to 3 of 1", Assert.Throws<ArgumentException>(() => ItemItemScorer.Sparse("x", [0, 3, 1], [2], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("room for 3", Assert.Throws<ArgumentException>(() => ItemItemScorer.Dense("x", 2, new float[4]).Score(default, new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains("has product 2", Assert.Throws<ArgumentException>(() => ItemItemScorer.Dense("x", 2, new float[4]).Score(new CustomerPurchases([2], [1], [], [], 0), new float[2])).Message, StringComparison.Ordinal);
        Assert.Contains("has product -1", Assert.Throws<ArgumentException>(() => ItemItemScorer.Sparse("x", [0, 0], [], []).Explain(new CustomerPurchases([-1], [1], [], [], 0), 0, [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => OwnedWeighting.Decay(double.NaN));
    }

    [Fact]
    public unsafe void Vectors_of_rows_give_what_plain_loops_give()
    {
        var random = new System.Random(3);
        for (int length = 0; length < 40; length++)
        {
            float[] rows = [.. Enumerable.Range(0, 5 * length).Select(_ => (float)random.NextDouble() - 0.5f)];
            float[] scales = [0.5f, -1.25f, 3, 0.1f];
            float[] fast = rows[..length];
            float[] plain = rows[..length];
            fixed (float* a = scales, x = rows, f = fast, p = plain)
            {
                FloatRows.AddScaled4(a, x + length, x + (2 * length), x + (3 * length), x + (4 * length), f, length);
                for (int row = 0; row < 4; row++)
                {
                    FloatRows.AddScaledScalar(a[row], x + ((row + 1) * length), p, length);
                }

                Assert.Equal(plain, fast);
                FloatRows.AddScaled(2.5f, x, f, length);
                FloatRows.AddScaledScalar(2.5f, x, p, length);
                Assert.Equal(plain, fast);
                FloatRows.MaxScaled(-1.5f, x + length, f, length);
                FloatRows.MaxScaledScalar(-1.5f, x + length, p, length);
                Assert.Equal(plain, fast);
            }
        }
    }

    private static ItemItemScorer Sparse(int n, float[] weights, ScoreCombination combination, OwnedWeighting owned)
    {
        var starts = new List<int> { 0 };
        var partners = new List<int>();
        for (int i = 0; i < n; i++)
        {
            partners.AddRange(Enumerable.Range(0, n).Where(j => weights[(i * n) + j] != 0));
            starts.Add(partners.Count);
        }

        return ItemItemScorer.Sparse(
            "w", [.. starts], [.. partners], [.. Enumerable.Range(0, n * n).Where(cell => weights[cell] != 0).Select(cell => weights[cell])], combination, owned);
    }
}
