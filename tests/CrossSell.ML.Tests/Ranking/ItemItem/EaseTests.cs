using CrossSell.ML.Ranking;

namespace CrossSell.ML.Tests.Ranking.ItemItem;

public class EaseTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    public void The_weights_are_the_closed_form_by_plain_loops(double dropout)
    {
        PurchaseMatrix matrix = RandomPurchases.Make(60, 23, seed: 1);
        foreach (OwnedWeighting weighting in new[] { OwnedWeighting.Binary, OwnedWeighting.LogBaskets })
        {
            double[,] expected = Weights(matrix, weighting, lambda: 7, dropout);
            ItemItemScorer scorer = new EdlaeTrainer(new EdlaeOptions { Lambda = 7, Dropout = dropout, Weighting = weighting }).Fit(matrix).Scorer;
            for (int i = 0; i < 23; i++)
            {
                for (int j = 0; j < 23; j++)
                {
                    Assert.Equal(expected[i, j], scorer.Weight(i, j), 2e-6);
                }
            }
        }
    }

    [Fact]
    public void Without_dropout_edlae_is_ease()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(80, 30, seed: 2);
        ItemItemScorer ease = new EaseTrainer(new EaseOptions { Lambda = 5 }).Fit(matrix).Scorer;
        ItemItemScorer edlae = new EdlaeTrainer(new EdlaeOptions { Lambda = 5, Dropout = 0 }).Fit(matrix).Scorer;
        Assert.Equal(ease.Weights.ToArray(), edlae.Weights.ToArray());
        Assert.Equal("ease", ease.Name);
        Assert.Equal("edlae", edlae.Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_weights_are_the_same_bytes_for_any_number_of_threads_and_the_ridge_is_chosen_alike(bool hasTimes)
    {
        PurchaseMatrix matrix = RandomPurchases.Make(300, 70, seed: 3, hasTimes);
        ItemWeightsFit one = new EaseTrainer(new EaseOptions { MaxThreads = 1 }).Fit(matrix);
        ItemWeightsFit two = new EaseTrainer(new EaseOptions { MaxThreads = 2 }).Fit(matrix);
        Assert.Equal(one.Scorer.Weights.ToArray(), two.Scorer.Weights.ToArray());
        Assert.Equal(one.Trials, two.Trials);
        Assert.Equal(one.Trials.Max(trial => trial.Ndcg), one.Trials.Single(trial => trial.Lambda == one.Lambda).Ndcg);
        Assert.True(one.Trials.Count > 5);
        Assert.True(one.Trials.Max(trial => trial.Ndcg) > one.Trials.Min(trial => trial.Ndcg));
        Assert.Empty(one.Notes);
    }

    [Fact]
    public void With_times_the_ridge_is_judged_by_the_latest_purchases_and_never_learns_from_them()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(300, 40, seed: 4, hasTimes: true);
        int[] products = WeightedPurchases.MostBought(matrix, 1, 100);
        HeldOutPurchases held = HeldOutPurchases.Of(matrix, OwnedWeighting.Binary, products);
        long[] first = [.. Enumerable.Range(0, matrix.Customers.Count).SelectMany(customer => matrix[customer].First.ToArray()).Order()];
        long instant = first[(int)(0.8 * first.Length)];

        Assert.NotEmpty(held.Customers);
        for (int c = 0; c < held.Customers.Length; c++)
        {
            int[] learned = held.Learned.ByCustomer.ColumnsOf(held.Customers[c]).ToArray();
            Assert.NotEmpty(learned);
            Assert.Empty(learned.Intersect(held.Targets[c]));
            foreach (int target in held.Targets[c])
            {
                Assert.True(FirstOf(held.Customers[c], target) >= instant);
            }

            Assert.All(learned, product => Assert.True(FirstOf(held.Customers[c], product) < instant));
        }

        long FirstOf(int customer, int number) => matrix[customer].First[matrix[customer].Products.IndexOf(products[number])];
    }

    [Fact]
    public void Beyond_the_most_products_the_rest_score_nothing_and_a_note_says_so()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(100, 60, seed: 5);
        ItemWeightsFit some = new EaseTrainer(new EaseOptions { Lambda = 5, MaxProducts = 10 }).Fit(matrix);
        ItemWeightsFit most = new EaseTrainer(new EaseOptions { Lambda = 5, MaxProducts = 50 }).Fit(matrix);
        int[] bought = [.. Enumerable.Range(0, 60).OrderByDescending(product => matrix.BuyersOf(product).Length).ThenBy(product => product)];

        Assert.Contains("10 most bought of 60", Assert.Single(some.Notes), StringComparison.Ordinal);
        Assert.False(some.Scorer.IsDense);
        Assert.True(most.Scorer.IsDense);
        foreach ((ItemItemScorer scorer, int taken) in new[] { (some.Scorer, 10), (most.Scorer, 50) })
        {
            Assert.All(bought[taken..], product => Assert.All(Enumerable.Range(0, 60), other => Assert.Equal(0, scorer.Weight(product, other))));
            Assert.All(bought[taken..], product => Assert.All(Enumerable.Range(0, 60), other => Assert.Equal(0, scorer.Weight(other, product))));
            Assert.All(bought[..taken], product => Assert.Contains(Enumerable.Range(0, 60), other => scorer.Weight(product, other) != 0));
        }
    }

    [Fact]
    public void Products_with_too_few_buyers_score_nothing_and_a_note_says_so()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(100, 60, seed: 6);
        int few = Enumerable.Range(0, 60).Count(product => matrix.BuyersOf(product).Length >= 5);
        ItemWeightsFit fit = new EaseTrainer(new EaseOptions { Lambda = 5, MinBuyers = 5 }).Fit(matrix);
        Assert.InRange(few, 1, 59);
        Assert.Contains($"{few} of 60 products have 5 or more buyers", Assert.Single(fit.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_is_the_sum_of_what_owned_products_add()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(100, 40, seed: 7);
        ItemItemScorer scorer = new EaseTrainer(new EaseOptions { Lambda = 5 }).Fit(matrix).Scorer;
        float[] scores = new float[40];
        for (int customer = 0; customer < 100; customer++)
        {
            scorer.Score(matrix[customer], scores);
            for (int product = 0; product < 40; product++)
            {
                var parts = new List<ScoreContribution>();
                scorer.Explain(matrix[customer], product, parts);
                Assert.Equal(parts.Sum(part => part.Amount), scores[product], 1e-6);
            }
        }
    }

    [Fact]
    public void Nothing_bought_scores_nothing()
    {
        ItemWeightsFit fit = new EaseTrainer().Fit(new PurchaseMatrixBuilder().Build());
        Assert.Equal(0, fit.Scorer.ProductCount);
        Assert.Contains("without trial", Assert.Single(fit.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ridge_too_small_for_single_precision_is_refused_with_advice()
    {
        var builder = new PurchaseMatrixBuilder();
        for (int customer = 0; customer < 5_000; customer++)
        {
            builder.Add($"{customer}", "left");
            builder.Add($"{customer}", "right");
        }

        PurchaseMatrix matrix = builder.Build();
        var problem = Assert.Throws<InvalidOperationException>(() => new EaseTrainer(new EaseOptions { Lambda = 0.001 }).Fit(matrix));
        Assert.Contains("Lambda 0.001 is too small", problem.Message, StringComparison.Ordinal);
        Assert.True(new EaseTrainer().Fit(matrix).Scorer.Weight(0, 1) > 0.9f);
    }

    [Fact]
    public void Wrong_settings_are_listed_together()
    {
        var problem = Assert.Throws<ArgumentException>(() => new EdlaeTrainer(new EdlaeOptions { Name = " ", Lambda = 0, Dropout = 1, MinBuyers = 0, MaxProducts = 30_001, MaxThreads = 0, Weighting = null! }));
        foreach (string setting in new[] { "Name is blank", "Lambda is 0", "Dropout is 1", "MinBuyers is 0", "MaxProducts is 30001", "MaxThreads is 0", "Weighting is null" })
        {
            Assert.Contains(setting, problem.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => new EaseTrainer(new EaseOptions { Lambda = double.NaN }));
    }

    [Fact]
    public void A_cancelled_training_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        PurchaseMatrix matrix = RandomPurchases.Make(100, 40, seed: 8);
        Assert.ThrowsAny<OperationCanceledException>(() => new EaseTrainer().Fit(matrix, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => new EdlaeTrainer(new EdlaeOptions { Lambda = 3 }).Train(matrix, cancelled.Token));
    }

    // B(i, j) = -P(i, j) / P(j, j), P = (X'X + ridge)^-1 by Gauss and Jordan.
    private static double[,] Weights(PurchaseMatrix matrix, OwnedWeighting weighting, double lambda, double dropout)
    {
        int n = matrix.Products.Count;
        double[,] gram = new double[n, 2 * n];
        for (int customer = 0; customer < matrix.Customers.Count; customer++)
        {
            CustomerPurchases owned = matrix[customer];
            float[] weights = new float[owned.Count];
            weighting.Fill(owned, weights);
            for (int a = 0; a < owned.Count; a++)
            {
                for (int b = 0; b < owned.Count; b++)
                {
                    gram[owned.Products[a], owned.Products[b]] += (double)weights[a] * weights[b];
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            gram[i, i] += lambda + (dropout / (1 - dropout) * gram[i, i]);
            gram[i, n + i] = 1;
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            double scale = gram[pivot, pivot];
            for (int j = 0; j < 2 * n; j++)
            {
                gram[pivot, j] /= scale;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = i == pivot ? 0 : gram[i, pivot];
                for (int j = 0; j < 2 * n; j++)
                {
                    gram[i, j] -= factor * gram[pivot, j];
                }
            }
        }

        double[,] result = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = i == j ? 0 : -gram[i, n + j] / gram[j, n + j];
            }
        }

        return result;
    }
}
