using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Ranking;

public sealed class NeighbourTrainerTests
{
    [Theory]
    [InlineData(ProductSimilarity.Cosine)]
    [InlineData(ProductSimilarity.Bm25)]
    [InlineData(ProductSimilarity.LogLikelihood)]
    public void Weights_are_what_the_formula_says_for_the_nearest_and_0_for_all_others(ProductSimilarity similarity) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            PurchaseMatrix matrix = Purchases.Random(seed);
            int n = matrix.Products.Count;
            var trainer = new NeighbourTrainer(similarity) { Neighbours = 1 + (Math.Abs(seed % 5)), Side = seed % 2 == 0 ? NeighbourSide.Owned : NeighbourSide.Recommended, K1 = 1.5, B = 0.6 };

            var scorer = (ItemItemScorer)trainer.Train(matrix);

            double[,] all = Plain(matrix, similarity, trainer);
            for (int chooser = 0; chooser < n; chooser++)
            {
                double[] exact = [.. Enumerable.Range(0, n).Select(other => other == chooser ? 0 : all[chooser, other])];
                double[] kept = [.. Enumerable.Range(0, n).Select(other => (double)(trainer.Side == NeighbourSide.Owned ? scorer.Weight(chooser, other) : scorer.Weight(other, chooser)))];
                Assert.Equal(Math.Min(trainer.Neighbours!.Value, exact.Count(weight => weight > 1e-9)), kept.Count(weight => weight > 1e-9));
                double least = kept.Where(weight => weight > 0).DefaultIfEmpty().Min();
                for (int other = 0; other < n; other++)
                {
                    Assert.True(kept[other] == 0 ? exact[other] <= least * (1 + 1e-6) || exact[other] <= 1e-9 : Math.Abs(kept[other] - exact[other]) <= 1e-6 * exact[other], $"{chooser} {other}: {kept[other]} for {exact[other]}");
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Indicators_weigh_1_each()
    {
        var scorer = (ItemItemScorer)new NeighbourTrainer(ProductSimilarity.Indicator).Train(Purchases.Random(3));

        Assert.True(scorer.Weights.Length > 0);
        Assert.All(scorer.Weights.ToArray(), weight => Assert.Equal(1, weight));
    }

    [Fact]
    public void Older_purchases_count_less_in_learning_and_in_scoring()
    {
        PurchaseMatrix matrix = Purchases.Random(8);
        var faded = new NeighbourTrainer(ProductSimilarity.Cosine) { Weighting = OwnedWeighting.Decay(5) };

        var scorer = (ItemItemScorer)faded.Train(matrix);

        double[,] plain = Plain(matrix, ProductSimilarity.Cosine, faded);
        Assert.Equal(OwnedWeighting.Decay(5), scorer.Owned);
        int pair = Enumerable.Range(0, matrix.Products.Count - 1).First(product => scorer.Weight(product, product + 1) > 0);
        Assert.Equal(plain[pair, pair + 1], scorer.Weight(pair, pair + 1), 1e-6);
        Assert.NotEqual(((ItemItemScorer)new NeighbourTrainer(ProductSimilarity.Cosine).Train(matrix)).Weight(pair, pair + 1), scorer.Weight(pair, pair + 1), 1e-6);
    }

    [Fact]
    public void One_thread_and_many_learn_the_same_bytes()
    {
        PurchaseMatrix matrix = Purchases.Random(11, customers: 200, products: 90);
        foreach (ProductSimilarity similarity in Enum.GetValues<ProductSimilarity>())
        {
            var one = (ItemItemScorer)new NeighbourTrainer(similarity) { MaxThreads = 1, Neighbours = 7 }.Train(matrix);
            var four = (ItemItemScorer)new NeighbourTrainer(similarity) { MaxThreads = 4, Neighbours = 7 }.Train(matrix);

            Assert.Equal(one.Weights.ToArray(), four.Weights.ToArray());
            Assert.All(Enumerable.Range(0, 90), product => Assert.Equal(one.PartnersOf(product).ToArray(), four.PartnersOf(product).ToArray()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_neighbours_are_kept_only_where_they_foretell_better(bool tastes)
    {
        // With tastes, who buys within a group stays within it and the crowd only disturbs; without, the most popular products are the best guess.
        var random = new System.Random(5);
        var builder = new PurchaseMatrixBuilder();
        for (int i = 0; i < 9000; i++)
        {
            int customer = random.Next(400);
            int product = tastes ? (customer % 3 * 50) + random.Next(50) : (int)(150 * Math.Pow(random.NextDouble(), 3));
            builder.Add($"c{customer}", $"p{product}", 1, new DateTime(2026, 1, 1).AddHours(i));
        }

        var scorer = (ItemItemScorer)new RuleScoreTrainer(RuleScore.SumOfConfidence) { MinCustomers = 1 }.Train(builder.Build());

        int most = Enumerable.Range(0, scorer.ProductCount).Max(to => Enumerable.Range(0, scorer.ProductCount).Count(from => scorer.Weight(from, to) > 0));
        Assert.True(tastes ? most <= 50 : most > 50, $"{most}");
    }

    [Fact]
    public void All_wrong_settings_are_told_together()
    {
        var wrong = new NeighbourTrainer(ProductSimilarity.Bm25) { Neighbours = 0, K1 = -1, B = 2, MaxThreads = 0, Weighting = null! };

        string message = Assert.Throws<ArgumentException>(() => wrong.Train(Purchases.Random(1))).Message;

        Assert.All((string[])["Neighbours is 0", "K1 is -1", "B is 2", "MaxThreads is 0", "Weighting is missing"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_training_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new NeighbourTrainer(ProductSimilarity.Cosine).Train(Purchases.Random(1), cancelled.Token));
    }

    private static double[,] Plain(PurchaseMatrix matrix, ProductSimilarity similarity, NeighbourTrainer settings)
    {
        (int m, int n) = (matrix.Customers.Count, matrix.Products.Count);
        double[,] x = Purchases.Dense(matrix, settings.Weighting);
        double Column(int product, Func<double, double> of) => Enumerable.Range(0, m).Sum(customer => of(x[customer, product]));
        double Both(int i, int j, Func<int, int, double> of) => Enumerable.Range(0, m).Sum(customer => of(customer, i) * of(customer, j));
        double mean = Enumerable.Range(0, n).Sum(product => Column(product, w => w)) / n;
        double Damped(int customer, int product) => x[customer, product] * 2.5
            / ((1.5 * (0.4 + (0.6 * Column(product, w => w) / mean))) + x[customer, product]) * Math.Log(n / (1.0 + matrix[customer].Count));
        double customers = Enumerable.Range(0, m).Count(customer => matrix[customer].Count > 0);
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                weights[i, j] = similarity switch
                {
                    ProductSimilarity.Cosine => Both(i, j, (u, p) => x[u, p]) / Math.Sqrt(Column(i, w => w * w) * Column(j, w => w * w)),
                    ProductSimilarity.Bm25 => Both(i, j, Damped),
                    _ => Ratio(Both(i, j, (u, p) => x[u, p]), Column(i, w => w), Column(j, w => w), customers),
                };
            }
        }

        return weights;
    }

    // G², cell by cell: n ln(n / expected).
    private static double Ratio(double both, double a, double b, double all)
    {
        double Cell(double n, double row, double column) => n == 0 ? 0 : n * Math.Log(n * all / (row * column));
        return both * all <= a * b ? 0
            : 2 * (Cell(both, a, b) + Cell(a - both, a, all - b) + Cell(b - both, all - a, b) + Cell(all - a - b + both, all - a, all - b));
    }
}
