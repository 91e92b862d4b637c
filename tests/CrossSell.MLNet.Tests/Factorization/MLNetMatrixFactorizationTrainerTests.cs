using CrossSell.ML;
using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace CrossSell.MLNet.Tests.Factorization;

public sealed class MLNetMatrixFactorizationTrainerTests
{
    private static readonly PurchaseMatrix Matrix = PurchaseMatrix.Of(Generated.Purchases(300, 31, seed: 1));
    private static readonly MLNetMatrixFactorizationOptions Fixed = new() { Factors = 8, Alpha = 0.05, Lambda = 2 };

    [Fact]
    public void Scores_by_the_factors_are_those_of_ML_NET()
    {
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer(Fixed).Fit(Matrix);
        var view = new PairView(Matrix, default);
        IDataView scored = new MLContext(1).Recommendation().Trainers.MatrixFactorization(new MatrixFactorizationTrainer.Options
        {
            MatrixRowIndexColumnName = "Customer",
            MatrixColumnIndexColumnName = "Product",
            LabelColumnName = "Label",
            LossFunction = MatrixFactorizationTrainer.LossFunctionType.SquareLossOneClass,
            ApproximationRank = 8,
            Alpha = 0.05,
            Lambda = 2,
            C = 1e-6,
            NumberOfIterations = 20,
            NumberOfThreads = 1,
            Quiet = true,
        }).Fit(view).Transform(view);
        List<float> theirs = ViewRows.Read<float>(scored, "Score");

        // Every pair, so also the first and the last customer and product: keys from 1 in the view, places from 0 in the factors.
        int row = 0;
        for (int customer = 0; customer < Matrix.Customers.Count; customer++)
        {
            foreach (int product in Matrix[customer].Products)
            {
                Assert.Equal(theirs[row++], fit.Score(customer, product), 1e-5);
            }
        }

        Assert.Equal(Matrix.Count, row);
        Assert.True(theirs.Max() - theirs.Min() > 0.1);
    }

    [Fact]
    public void The_compiled_scorer_solves_what_ML_NET_approaches()
    {
        // With iterations enough both stand at the same minimum: the customer's factors that libmf keeps, and those solved from his purchases.
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Factors = 4, Alpha = 0.1, Lambda = 2, Iterations = 400 }).Fit(Matrix);
        var scores = new float[Matrix.Products.Count];
        double most = 0;
        for (int customer = 0; customer < Matrix.Customers.Count; customer++)
        {
            fit.Scorer.Score(Matrix[customer], scores);
            for (int product = 0; product < scores.Length; product++)
            {
                most = Math.Max(most, Math.Abs(scores[product] - fit.Score(customer, product)));
            }
        }

        Assert.True(most < 1e-4, $"{most}");
    }

    [Fact]
    public void Two_trainings_give_the_same_bits_also_side_by_side()
    {
        var trainer = new MLNetMatrixFactorizationTrainer(Fixed);
        MatrixFactorizationFit[] fits = [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(2).Select(_ => trainer.Fit(Matrix))];

        Assert.All(fits, fit => Assert.Equal(fits[0].Scorer.Factors.ToArray(), fit.Scorer.Factors.ToArray()));
        Assert.All(fits, fit => Assert.Equal(fits[0].CustomerFactors.ToArray(), fit.CustomerFactors.ToArray()));
    }

    [Fact]
    public void Settings_are_found_by_purchases_held_out_and_rank_better_than_popularity()
    {
        PurchaseHistory history = Generated.Purchases(600, 61, seed: 5);
        RankingSplit split = RankingSplit.AtCutoff(history, new DateTime(2024, 8, 1));
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Factors = 16 }).Fit(split.Train);

        double Ndcg(IProductScorer scorer) => RankingReport.Of(RankedLists.Of(scorer, split.Known, split.Targets.Customers), split.Known, split.Targets).Ndcg;

        Assert.Equal(8, fit.Trials.Count);
        MatrixFactorizationTrial best = fit.Trials.MaxBy(trial => trial.Ndcg)!;
        Assert.Equal((best.Alpha, best.Lambda), (fit.Alpha, fit.Lambda));
        Assert.True(Ndcg(fit.Scorer) > 1.2 * Ndcg(new PopularityTrainer().Train(split.Train)));
    }

    [Fact]
    public void Without_times_one_product_of_each_customer_is_held_out()
    {
        var untimed = PurchaseMatrix.Of(Generated.Purchases(200, 31, seed: 2, timed: false));

        Assert.Equal(6, new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Factors = 4, Alpha = 0.05 }).Fit(untimed).Trials.Count);
    }

    [Fact]
    public void Too_few_customers_get_the_stated_settings_and_a_note()
    {
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer().Fit(PurchaseMatrix.Of(Generated.Purchases(10, 31, seed: 2)));

        Assert.Equal((0.05, 5), (fit.Alpha, fit.Lambda));
        Assert.Contains("without trial", Assert.Single(fit.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_purchase_scores_nothing_and_never_NaN()
    {
        // Before the last third of the days, some products have no buyer yet, and a customer has nothing.
        PurchaseMatrix early = Matrix.Where((customer, product) => customer != 7 && product is not (0 or 5 or 30));
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer(Fixed).Fit(early);
        var scores = new float[early.Products.Count];
        for (int customer = 0; customer < early.Customers.Count; customer++)
        {
            fit.Scorer.Score(early[customer], scores);
            Assert.All(scores, score => Assert.True(float.IsFinite(score)));
            Assert.Equal((0f, 0f), (scores[0], scores[30]));
            Assert.Equal(0, fit.Score(customer, 5));
        }

        Assert.Equal(0, fit.Score(7, 3));
        fit.Scorer.Score(default, scores);
        Assert.All(scores, score => Assert.Equal(0, score));
        Assert.Contains("3 of", Assert.Single(fit.Notes), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.Score(early.Customers.Count, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.Score(0, -1));
    }

    [Fact]
    public void Somebody_who_was_not_there_is_served_like_his_like()
    {
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer(Fixed).Fit(Matrix);
        float[] known = new float[Matrix.Products.Count], unknown = new float[Matrix.Products.Count];
        CustomerPurchases purchases = Matrix[12];
        fit.Scorer.Score(purchases, known);
        fit.Scorer.Score(new CustomerPurchases(purchases.Products.ToArray(), purchases.Baskets.ToArray(), [], [], 0), unknown);

        Assert.Equal(known, unknown);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    public void An_alpha_that_runs_off_is_refused_before(double alpha) =>
        Assert.Contains("Alpha is", Assert.Throws<ArgumentException>(() => new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Alpha = alpha })).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_out_of_range_are_all_told()
    {
        var bad = new MLNetMatrixFactorizationOptions { Name = " ", Factors = 0, Iterations = 0, Alpha = 1, Lambda = 0 };

        Assert.Equal(5, bad.Validate().Count);
        Assert.Empty(new MLNetMatrixFactorizationOptions().Validate());
    }

    [Fact]
    public void No_purchases_are_refused() =>
        Assert.Contains("no purchase", Assert.Throws<InvalidOperationException>(() => new MLNetMatrixFactorizationTrainer(Fixed).Fit(Matrix.Where((_, _) => false))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cancelled_caller_is_let_go_though_native_code_goes_on()
    {
        var trainer = new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Factors = 64, Iterations = 20_000, Alpha = 0.05, Lambda = 5 });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(PurchaseMatrix.Of(Generated.Purchases(20, 10, seed: 1)), source.Token));
    }

    [Fact]
    public void Explanations_add_up_to_scores()
    {
        IProductScorer scorer = new MLNetMatrixFactorizationTrainer(Fixed).Train(Matrix);
        var scores = new float[Matrix.Products.Count];
        scorer.Score(Matrix[3], scores);
        var parts = new List<ScoreContribution>();
        scorer.Explain(Matrix[3], 9, parts);

        Assert.Equal(scores[9], parts.Sum(part => part.Amount), 1e-5);
    }
}
