using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.RankingEvaluation;

public sealed class RankingReportTests
{
    [Fact]
    public void Every_measure_is_the_mean_of_its_definition_over_the_customers_with_targets() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            (PurchaseMatrix known, RankingTargets targets, ProductVectorScorer scorer) = Market(seed);
            var options = new RankingOptions { Top = 4 };
            RankedLists lists = RankedLists.Of(scorer, known, Everybody(known), options);

            RankingReport report = RankingReport.Of(lists, known, targets, options);

            var plain = Enumerable.Range(0, targets.Customers.Length)
                .Select(at => PlainRanking.Of(lists.ProductsOf(targets.Customers[at]).ToArray(), 4, targets.ProductsOf(at).ToArray())).ToArray();
            Assert.Equal(plain.Average(list => list.Recall), report.Recall, 1e-12);
            Assert.Equal(plain.Average(list => list.Precision), report.Precision, 1e-12);
            Assert.Equal(plain.Average(list => list.Hit), report.HitRate, 1e-12);
            Assert.Equal(plain.Average(list => list.Ndcg), report.Ndcg, 1e-12);
            Assert.Equal(plain.Average(list => list.Map), report.Map, 1e-12);
            Assert.Equal(plain.Average(list => list.Mrr), report.Mrr, 1e-12);
            int[][] all = [.. Enumerable.Range(0, known.Customers.Count).Select(at => lists.ProductsOf(at).ToArray())];
            Assert.Equal(all.SelectMany(list => list).Distinct().Count() / (double)Bought(known).Length, report.Coverage, 1e-12);
            double customers = known.Customers.Count;
            double[] shares = [.. Enumerable.Range(0, known.Products.Count).Select(product => known.BuyersOf(product).Length / customers)];
            Assert.Equal(all.SelectMany(list => list).Average(product => -Math.Log2(shares[product])), report.Novelty!.Value, 1e-9);
            Assert.Equal(all.SelectMany(list => list).Average(product => shares[product]), report.MeanPopularity!.Value, 1e-9);
            double own = Enumerable.Range(0, known.Customers.Count).Average(c => known[c].Products.ToArray().Average(product => shares[product]));
            double recommended = all.Where(list => list.Length > 0).Average(list => list.Average(product => shares[product]));
            if (all.All(list => list.Length > 0))
            {
                Assert.Equal((recommended / own) - 1, report.PopularityLift!.Value, 1e-9);
            }

            double[] distances = [.. all.SelectMany(list => list.SelectMany((a, i) => list.Take(i).Select(b => 1 - Cosine(known, a, b))))];
            if (distances.Length > 0)
            {
                Assert.Equal(distances.Average(), report.Diversity!.Value, 1e-9);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_list_worked_out_by_hand()
    {
        // Five products by score a b c d e; the customer has e, then bought b, d and e's neighbour f, which nobody lists.
        var builder = new PurchaseMatrixBuilder();
        foreach (string product in (string[])["a", "b", "c", "d", "e", "f"])
        {
            builder.Add("other", product);
        }

        builder.Add("ann", "e");
        PurchaseMatrix known = builder.Build();
        var later = new PurchaseMatrixBuilder();
        later.Add("ann", "b");
        later.Add("ann", "d");
        later.Add("ann", "f");
        var targets = RankingTargets.Of(known, later.Build());
        var scorer = new ProductVectorScorer("hand", ScoreCause.Popularity, [6, 5, 4, 3, 2, 1]);
        RankedLists lists = RankedLists.Of(scorer, known, [1], new RankingOptions { Top = 4 });

        RankingReport report = RankingReport.Of(lists, known, targets.WithValues([0, 10, 0, 30, 0, 60]));

        Assert.Equal([0, 1, 2, 3], lists.ProductsOf(0).ToArray());
        Assert.Equal(2 / 3.0, report.Recall, 1e-12);
        Assert.Equal(0.5, report.Precision, 1e-12);
        Assert.Equal(((1 / Math.Log2(3)) + (1 / Math.Log2(5))) / (1 + (1 / Math.Log2(3)) + 0.5), report.Ndcg, 1e-12);
        Assert.Equal((0.5 + 0.5) / 3, report.Map, 1e-12);
        Assert.Equal(0.5, report.Mrr, 1e-12);
        Assert.Equal(0.4, report.RevenueRecall!.Value, 1e-12);
        Assert.Equal(4 / 6.0, report.Coverage, 1e-12);
    }

    [Fact]
    public void An_evaluator_whose_ideal_list_is_always_as_long_as_asked_for_would_be_found_out()
    {
        (PurchaseMatrix known, RankingTargets targets, ProductVectorScorer scorer) = Market(5);
        var options = new RankingOptions { Top = 10 };
        RankedLists lists = RankedLists.Of(scorer, known, Everybody(known), options);
        RankingReport report = RankingReport.Of(lists, known, targets, options);

        double wrong = Enumerable.Range(0, targets.Customers.Length)
            .Average(at => PlainRanking.Of(lists.ProductsOf(targets.Customers[at]).ToArray(), 10, targets.ProductsOf(at).ToArray(), ideal: 10).Ndcg);

        Assert.True(report.Ndcg > wrong + 0.01, $"{report.Ndcg} against {wrong}");
    }

    [Fact]
    public void One_thread_and_many_give_the_same_lists()
    {
        (PurchaseMatrix known, _, ProductVectorScorer scorer) = Market(7);
        int[] many = [.. Enumerable.Range(0, 1000).Select(i => i % known.Customers.Count)];

        RankedLists one = RankedLists.Of(scorer, known, many, new RankingOptions { MaxThreads = 1 });
        RankedLists four = RankedLists.Of(scorer, known, many, new RankingOptions { MaxThreads = 4 });

        for (int at = 0; at < many.Length; at++)
        {
            Assert.Equal(one.ProductsOf(at).ToArray(), four.ProductsOf(at).ToArray());
            Assert.Equal(one.ScoresOf(at).ToArray(), four.ScoresOf(at).ToArray());
        }
    }

    [Fact]
    public void Scores_that_are_probabilities_are_judged_as_such()
    {
        (PurchaseMatrix known, RankingTargets targets, _) = Market(5);
        var even = new ProductVectorScorer("even", ScoreCause.Base, [.. Enumerable.Repeat(0.25f, known.Products.Count)]);
        RankedLists lists = RankedLists.Of(even, known, targets.Customers);

        RankingReport report = RankingReport.Of(lists, known, targets, areProbabilities: true);

        int places = Enumerable.Range(0, targets.Customers.Length).Sum(at => lists.ProductsOf(at).Length);
        Assert.Equal(places, report.Calibration!.Count);
        Assert.Equal(0.25, report.Calibration.MeanProbability, 1e-9);
        Assert.Equal(Math.Abs(report.Calibration.BaseRate - 0.25), report.Calibration.CalibrationError, 1e-9);
        Assert.Null(RankingReport.Of(lists, known, targets).Calibration);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused()
    {
        (PurchaseMatrix known, RankingTargets targets, ProductVectorScorer scorer) = Market(5);
        RankedLists few = RankedLists.Of(scorer, known, targets.Customers[1..]);

        Assert.Contains("has no list", Assert.Throws<ArgumentException>(() => RankingReport.Of(few, known, targets)).Message, StringComparison.Ordinal);
        Assert.Contains("no customer 99", Assert.Throws<ArgumentException>(() => RankedLists.Of(scorer, known, [99])).Message, StringComparison.Ordinal);
        Assert.Contains("Top is 0", Assert.Throws<ArgumentException>(() => RankedLists.Of(scorer, known, [0], new RankingOptions { Top = 0 })).Message, StringComparison.Ordinal);
        Assert.Equal(4, new RankingOptions { Top = 0, MaxThreads = 0, Draws = 1, ConfidenceLevel = double.NaN }.Validate().Count);
    }

    internal static int[] Everybody(PurchaseMatrix matrix) => [.. Enumerable.Range(0, matrix.Customers.Count)];

    internal static (PurchaseMatrix Known, RankingTargets Targets, ProductVectorScorer Scorer) Market(int seed)
    {
        var random = new System.Random(seed);
        var known = new PurchaseMatrixBuilder();
        var later = new PurchaseMatrixBuilder();
        known.Add("c0", "p0");
        known.Add("c1", "p1");
        later.Add("c0", "p1");
        for (int i = 0; i < 120; i++)
        {
            (string customer, string product) = ($"c{random.Next(12)}", $"p{random.Next(15)}");
            if (customer != "c0" && (i < 60 || customer == "c1" || random.Next(3) > 0))
            {
                known.Add(customer, product);
            }
        }

        PurchaseMatrix matrix = known.Build();
        for (int i = 0; i < 40; i++)
        {
            (int c, int p) = (random.Next(matrix.Customers.Count), random.Next(matrix.Products.Count));
            if (matrix[c].Products.BinarySearch(p) < 0)
            {
                later.Add(matrix.Customers[c], matrix.Products[p]);
            }
        }

        return (matrix, RankingTargets.Of(matrix, later.Build()), new ProductVectorScorer("random", ScoreCause.Popularity, [.. matrix.Products.Select(_ => (float)random.Next(6))]));
    }

    private static int[] Bought(PurchaseMatrix matrix) => [.. Enumerable.Range(0, matrix.Products.Count).Where(product => matrix.BuyersOf(product).Length > 0)];

    private static double Cosine(PurchaseMatrix matrix, int a, int b)
    {
        int[] left = matrix.BuyersOf(a).ToArray();
        int[] right = matrix.BuyersOf(b).ToArray();
        return left.Intersect(right).Count() / Math.Sqrt((double)left.Length * right.Length);
    }
}
