using CrossSell.ML.Numerics;
using CrossSell.ML.Ranking;

namespace CrossSell.ML.Tests.Ranking.Factors;

public unsafe class ImplicitAlsTests
{
    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 9)]
    [InlineData(64, 30)]
    [InlineData(80, 300)]
    public void Kernels_agree_with_their_plain_twins(int width, int rows)
    {
        PinnedFloats right = Numbers(rows * width, 1), left = Numbers(rows * width, 1), matrix = Numbers(width * width, 2), vector = Numbers(width, 3), product = new(width);
        for (int i = 0; i < left.Values.Length; i++)
        {
            left.Values[i] *= 2;
        }

        double[] expected = new double[width * width], solution = Array.ConvertAll(vector.Values, v => (double)v);
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
            {
                matrix.Values[(i * width) + j] = i == j ? 3 : 0;
                expected[(i * width) + j] = i == j ? 3 : 0;
            }
        }

        FactorSystem.AddOuter(rows, left.Pointer, right.Pointer, width, matrix.Pointer);
        ScalarFactorSystem.AddOuter(rows, left.Values, right.Values, width, expected);
        for (int i = 0; i < width; i++)
        {
            for (int j = i; j < width; j++)
            {
                Assert.Equal(expected[(i * width) + j], matrix.Values[(i * width) + j], 1e-6 * rows + 1e-5);
                matrix.Values[(j * width) + i] = matrix.Values[(i * width) + j];
            }
        }

        FactorSystem.Times(matrix.Pointer, width, 0.5f, vector.Pointer, product.Pointer);
        for (int i = 0; i < width; i++)
        {
            double sum = 0.5 * vector.Values[i];
            for (int j = 0; j < width; j++)
            {
                sum += expected[(i * width) + j] * vector.Values[j];
            }

            Assert.Equal(sum, product.Values[i], 1e-4);
        }

        ScalarFactorSystem.Solve(expected, width, solution);
        FactorSystem.Solve(matrix.Pointer, width, vector.Pointer);
        Assert.All(solution.Zip(vector.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky)]
    [InlineData(AlsSolver.ConjugateGradient)]
    public void Every_half_step_lowers_the_weighted_squared_error(AlsSolver solver)
    {
        PurchaseMatrix matrix = RandomPurchases.Make(50, 20, seed: 1);
        ImplicitAlsOptions options = new() { Factors = 6, Solver = solver, Alpha = 4, Regularization = 2, Weighting = OwnedWeighting.LogBaskets };
        WeightedPurchases purchases = WeightedPurchases.Of(matrix, options.Weighting, WeightedPurchases.MostBought(matrix, 1, 100));
        var model = new AlsFactorization(purchases, options.Factors, options.Regularization!.Value, options, CancellationToken.None);
        double before = Loss(model, purchases, options);
        double first = before;
        for (int step = 0; step < 16; step++)
        {
            if (step % 2 == 0)
            {
                model.SolveCustomers();
            }
            else
            {
                model.SolveProducts();
            }

            double after = Loss(model, purchases, options);
            Assert.True(after <= before * (1 + 1e-6), $"step {step}: {before} -> {after}");
            before = after;
        }

        Assert.True(before < 0.8 * first);
    }

    [Fact]
    public void An_exact_half_step_is_the_solution_of_every_customers_normal_equations()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(40, 25, seed: 2);
        ImplicitAlsOptions options = new() { Factors = 9, Solver = AlsSolver.Cholesky, Alpha = 4, Regularization = 2 };
        WeightedPurchases purchases = WeightedPurchases.Of(matrix, options.Weighting, WeightedPurchases.MostBought(matrix, 1, 100));
        var model = new AlsFactorization(purchases, options.Factors, options.Regularization!.Value, options, CancellationToken.None);
        model.SolveCustomers();
        model.SolveProducts();
        model.SolveCustomers();

        float[] factors = new float[25 * 9];
        for (int product = 0; product < 25; product++)
        {
            model.Products.Values.AsSpan(product * model.Width, 9).CopyTo(factors.AsSpan(product * 9));
        }

        var scorer = new FactorScorer("als", 25, factors, options.Alpha, options.Regularization!.Value);
        for (int customer = 0; customer < 40; customer++)
        {
            double[] foldedIn = scorer.FoldIn(matrix[customer]);
            Assert.Equal(foldedIn, Array.ConvertAll(model.Customers.Values.AsSpan(customer * model.Width, 9).ToArray(), f => (double)f), (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.All(model.Customers.Values.AsSpan((customer * model.Width) + 9, model.Width - 9).ToArray(), f => Assert.Equal(0, f));
        }
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky)]
    [InlineData(AlsSolver.ConjugateGradient)]
    public void The_factors_are_the_same_bytes_for_any_number_of_threads_and_follow_the_seed(AlsSolver solver)
    {
        PurchaseMatrix matrix = RandomPurchases.Make(200, 60, seed: 3);
        float[] Train(int threads, ulong seed) =>
            new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 20, Solver = solver, MaxThreads = threads, Seed = seed, Iterations = 4 }).Fit(matrix).Scorer.Factors.ToArray();
        Assert.Equal(Train(1, 1), Train(2, 1));
        Assert.Equal(Train(1, 1), Train(3, 1));
        Assert.NotEqual(Train(1, 1), Train(1, 2));
    }

    [Fact]
    public void Both_ways_of_solving_come_to_the_same_ranking()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(300, 40, seed: 4);
        FactorScorer exact = new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 4, Solver = AlsSolver.Cholesky, Iterations = 60, Regularization = 10, Alpha = 1 }).Fit(matrix).Scorer;
        FactorScorer near = new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 4, Solver = AlsSolver.ConjugateGradient, Iterations = 60, Regularization = 10, Alpha = 1 }).Fit(matrix).Scorer;
        float[] a = new float[40], b = new float[40];
        double apart = 0;
        for (int customer = 0; customer < 300; customer++)
        {
            exact.Score(matrix[customer], a);
            near.Score(matrix[customer], b);
            apart += a.Zip(b).Average(pair => Math.Abs(pair.First - pair.Second)) / 300;
        }

        Assert.InRange(apart, 0, 0.005);
    }

    [Fact]
    public void Products_with_too_few_buyers_score_nothing()
    {
        PurchaseMatrix matrix = RandomPurchases.Make(100, 60, seed: 5);
        FactorScorer scorer = new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 5, MinBuyers = 5 }).Fit(matrix).Scorer;
        float[] scores = new float[60];
        scorer.Score(matrix[0], scores);
        int[] few = [.. Enumerable.Range(0, 60).Where(product => matrix.BuyersOf(product).Length < 5)];
        Assert.NotEmpty(few);
        Assert.All(few, product => Assert.Equal(0, scores[product]));
        Assert.Contains(scores, score => score > 0);
        Assert.Equal("als", scorer.Name);
    }

    [Fact]
    public void Nothing_bought_scores_nothing()
    {
        FactorsFit fit = new ImplicitAlsTrainer().Fit(new PurchaseMatrixBuilder().Build());
        Assert.Equal(0, fit.Scorer.ProductCount);
        Assert.Contains("without trial", Assert.Single(fit.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_regularization_is_the_best_of_those_tried(bool hasTimes)
    {
        PurchaseMatrix matrix = RandomPurchases.Make(300, 70, seed: 6, hasTimes);
        FactorsFit fit = new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 8, Alpha = 3, Iterations = 5 }).Fit(matrix);
        Assert.Equal(7, fit.Trials.Count);
        Assert.Equal([3, 9, 30, 60, 120, 300, 900], fit.Trials.Select(trial => trial.Lambda));
        Assert.Equal(fit.Trials.Max(trial => trial.Ndcg), fit.Trials.Single(trial => trial.Lambda == fit.Regularization).Ndcg);
        Assert.True(fit.Trials.Max(trial => trial.Ndcg) > fit.Trials.Min(trial => trial.Ndcg));
        Assert.Equal(fit.Regularization, fit.Scorer.Regularization);
        Assert.Empty(fit.Notes);
        FactorsFit given = new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 8, Alpha = 3, Iterations = 5, Regularization = fit.Regularization }).Fit(matrix);
        Assert.Equal(fit.Scorer.Factors.ToArray(), given.Scorer.Factors.ToArray());
    }

    [Fact]
    public void Wrong_settings_are_listed_together()
    {
        var wrong = new ImplicitAlsOptions
        {
            Name = "", Factors = 0, Regularization = 0, Alpha = double.NaN, Iterations = 0, Solver = (AlsSolver)7, ConjugateSteps = 0, Weighting = null!, MinBuyers = 0, MaxThreads = 0,
        };
        string message = Assert.Throws<ArgumentException>(() => new ImplicitAlsTrainer(wrong)).Message;
        foreach (string setting in new[] { "Name", "Factors", "Regularization", "Alpha", "Iterations", "Solver", "ConjugateSteps", "Weighting", "MinBuyers", "MaxThreads" })
        {
            Assert.Contains(setting + " is ", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cancelled_training_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new ImplicitAlsTrainer().Train(RandomPurchases.Make(100, 40, seed: 8), cancelled.Token));
    }

    // Over all pairs, bought or not: confidence (wanted - score)^2, and the regularization.
    private static double Loss(AlsFactorization model, WeightedPurchases purchases, ImplicitAlsOptions options)
    {
        double loss = 0;
        for (int customer = 0; customer < purchases.ByCustomer.Rows; customer++)
        {
            float[] x = model.Customers.Values[(customer * model.Width)..((customer + 1) * model.Width)];
            loss += options.Regularization!.Value * x.Sum(f => (double)f * f);
            for (int product = 0; product < purchases.Products.Length; product++)
            {
                int at = purchases.ByCustomer.ColumnsOf(customer).IndexOf(product);
                double score = 0;
                for (int f = 0; f < model.Width; f++)
                {
                    score += (double)x[f] * model.Products.Values[(product * model.Width) + f];
                }

                loss += (1 + (at < 0 ? 0 : options.Alpha * purchases.ByCustomer.ValuesOf(customer)[at])) * Math.Pow((at < 0 ? 0 : 1) - score, 2);
            }
        }

        return loss + (options.Regularization!.Value * model.Products.Values.Sum(f => (double)f * f));
    }

    private static PinnedFloats Numbers(int count, int seed)
    {
        var numbers = new PinnedFloats(count);
        double[] drawn = Logistic.LogisticRegressionTests.Random(Math.Max(2, count), 1, seed).Values;
        for (int i = 0; i < count; i++)
        {
            numbers.Values[i] = (float)drawn[i] / 4;
        }

        return numbers;
    }
}
