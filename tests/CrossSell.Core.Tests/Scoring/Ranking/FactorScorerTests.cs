using CrossSell.Numerics;

namespace CrossSell.Tests.Scoring.Ranking;

public sealed unsafe class FactorScorerTests
{
    private const double Alpha = 7;
    private const double Regularization = 0.4;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(30)]
    public void A_customers_factors_make_the_weighted_squared_error_least(int bought)
    {
        CustomerPurchases customer = Make(products: 30, factors: 12, bought, out FactorScorer scorer);
        double[] best = scorer.FoldIn(customer);
        double least = Loss(scorer, customer, best);
        for (int f = 0; f < best.Length; f++)
        {
            // A parabola in every factor, with its vertex here.
            double[] more = (double[])best.Clone(), less = (double[])best.Clone();
            more[f] += 1e-3;
            less[f] -= 1e-3;
            double slope = (Loss(scorer, customer, more) - Loss(scorer, customer, less)) / 2e-3;
            Assert.Equal(0, slope, 1e-9 * least);
            Assert.True(Loss(scorer, customer, more) > least);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(25)]
    public void Contributions_of_owned_products_sum_to_the_score(int bought)
    {
        CustomerPurchases customer = Make(products: 30, factors: 12, bought, out FactorScorer scorer);
        double[] factors = scorer.FoldIn(customer);
        float[] scores = new float[30];
        scorer.Score(customer, scores);
        for (int product = 0; product < 30; product++)
        {
            var parts = new List<ScoreContribution>();
            scorer.Explain(customer, product, parts);
            double exact = Row(scorer, product).Zip(factors).Sum(pair => pair.First * pair.Second);
            Assert.Equal(exact, parts.Sum(part => part.Amount), 1e-9 * parts.Sum(part => Math.Abs(part.Amount)));
            Assert.Equal(exact, scores[product], 1e-5 * parts.Sum(part => Math.Abs(part.Amount)));
            Assert.Equal(customer.Products.ToArray(), parts.Select(part => part.Product));
            Assert.All(parts, part => Assert.Equal(ScoreCause.OwnedProduct, part.Cause));
        }
    }

    [Fact]
    public void A_customer_without_purchases_scores_nothing_and_no_product_is_no_fault()
    {
        Make(products: 30, factors: 12, bought: 1, out FactorScorer scorer);
        float[] scores = [.. Enumerable.Repeat(5f, 30)];
        scorer.Score(new CustomerPurchases([], [], [], [], 0), scores);
        Assert.All(scores, score => Assert.Equal(0, score));
        Assert.Equal(0, new FactorScorer("none", 0, [], 1, 1).FactorCount);
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        CustomerPurchases customer = Make(products: 30, factors: 12, bought: 9, out FactorScorer scorer);
        float[] scores = new float[30];
        scorer.Score(customer, scores);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            scorer.Score(customer, scores);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        float[] factors = Numbers(12, 1);
        Assert.Contains("12 factors", Assert.Throws<ArgumentException>(() => new FactorScorer("als", 5, factors, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FactorScorer(" ", 6, factors, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactorScorer("als", 6, factors, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactorScorer("als", 6, factors, 1, double.NaN));
        factors[7] = float.NaN;
        Assert.Contains("Factor 7", Assert.Throws<ArgumentException>(() => new FactorScorer("als", 6, factors, 1, 1)).Message, StringComparison.Ordinal);
        Make(products: 30, factors: 12, bought: 1, out FactorScorer scorer);
        Assert.Throws<ArgumentException>(() => scorer.Score(new CustomerPurchases([30], [1], [], [], 0), new float[30]));
        Assert.Throws<ArgumentException>(() => scorer.Score(new CustomerPurchases([3], [1], [], [], 0), new float[29]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(64)]
    public void Vector_kernels_agree_with_their_plain_twins(int length)
    {
        float[] single = Numbers((5 * length) + 1, 2), x = Numbers(length + 1, 3), scores = new float[5];
        double[] a = [.. Numbers(length + 1, 4).Select(n => (double)n)], b = [.. Numbers(length + 1, 5).Select(n => (double)n)], c = (double[])b.Clone();
        fixed (float* s = single, v = x, t = scores)
        fixed (double* p = a, q = b, r = c)
        {
            Assert.Equal(FactorKernels.DotScalar(p, q, length), FactorKernels.Dot(p, q, length), 1e-12);
            Assert.Equal(FactorKernels.DotScalar(s, q, length), FactorKernels.Dot(s, q, length), 1e-12);
            FactorKernels.AddScaled(0.3, p, q, length);
            FactorKernels.AddScaledScalar(0.3, p, r, length);
            Assert.Equal(c, b);
            double[] rows = [.. Numbers((4 * length) + 1, 6).Select(n => (double)n)], scales = [0.1, -0.2, 0.3, 0.7];
            fixed (double* many = rows, four = scales)
            {
                FactorKernels.AddScaled4(four, many, length, q, length);
                for (int k = 0; k < 4; k++)
                {
                    FactorKernels.AddScaledScalar(four[k], many + (k * length), r, length);
                }
            }

            Assert.Equal(c, b);
            FactorKernels.Scores(s, 5, length, v, t);
            for (int row = 0; row < 5; row++)
            {
                Assert.Equal(FactorKernels.ScoreScalar(s + (row * length), v, length), scores[row], 1e-5);
            }
        }
    }

    private static CustomerPurchases Make(int products, int factors, int bought, out FactorScorer scorer)
    {
        int[] owned = [.. Enumerable.Range(0, products).OrderBy(product => product * 7 % products).Take(bought).Order()];
        scorer = new FactorScorer("als", products, Numbers(products * factors, 9), Alpha, Regularization, OwnedWeighting.LogBaskets);
        int[] baskets = [.. owned.Select(product => 1 + (product % 3))];
        return new CustomerPurchases(owned, baskets, [], [], 0);
    }

    // Over all products confidence (wanted - score)^2, and the regularization.
    private static double Loss(FactorScorer scorer, CustomerPurchases customer, double[] factors)
    {
        double loss = Regularization * factors.Sum(f => f * f);
        for (int product = 0; product < scorer.ProductCount; product++)
        {
            int at = customer.Products.IndexOf(product);
            double score = Row(scorer, product).Zip(factors).Sum(pair => pair.First * pair.Second);
            double confidence = 1 + (at < 0 ? 0 : Alpha * (float)Math.Log(1 + customer.Baskets[at]));
            loss += confidence * Math.Pow((at < 0 ? 0 : 1) - score, 2);
        }

        return loss;
    }

    private static float[] Row(FactorScorer scorer, int product) => scorer.Factors.Slice(product * scorer.FactorCount, scorer.FactorCount).ToArray();

    private static float[] Numbers(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
