using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Rankings of real purchases, judged on the later window of their splits: beside what was recorded of others, and with default settings.</summary>
/// <param name="folder">Holds <c>purchases/online-retail</c> and <c>purchases/completejourney</c> with <c>split_test_train.csv.gz</c> and <c>split_test_target.csv.gz</c>.</param>
internal sealed class RankingTables(string folder)
{
    private const double SameWithin = 1e-4;
    private const string Shop = "online-retail";
    private const string Groceries = "completejourney";

    private readonly Dictionary<string, RankingSplit> _splits = new(StringComparer.Ordinal);

    /// <summary>Whether both sets are there.</summary>
    public bool IsPossible => new[] { Shop, Groceries }.All(set => File.Exists(PathOf(set, "train")) && File.Exists(PathOf(set, "target")));

    /// <summary>Single ways of scoring on the gift shop, beside the same of other programs.</summary>
    public string Peers()
    {
        var table = new Markdown("way of scoring", "settings", "NDCG@10", "recorded of others", "", "why");
        Row("popularity", "-", new PopularityTrainer(), 0.0441, "the same");
        Row("trend", "14 days", new TrendTrainer(), 0.1085, "the same");
        Row("rules, max confidence", "default", new RuleScoreTrainer(RuleScore.MaxConfidence), 0.0820, "the same");
        Row("rules, max lift", "default", new RuleScoreTrainer(RuleScore.MaxLift), 0.0461, "the same");
        Row("rules, sum of confidence", "default", new RuleScoreTrainer(RuleScore.SumOfConfidence), 0.0972, "the same");
        Row("rules, confidence x log lift", "3 customers, all rules", new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift) { MinCustomers = 3, Rules = int.MaxValue }, 0.0884, "the same");
        Row("rules, confidence x log lift", "default", new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift), 0.0884, "more customers a rule, and the best rules of a product alone: what chance made is left out");
        Row("llr", "100 neighbours", new NeighbourTrainer(ProductSimilarity.LogLikelihood) { Neighbours = 100 }, 0.1041, "the same");
        Row("cco", "20 indicators", new NeighbourTrainer(ProductSimilarity.Indicator), 0.0680, "the same");
        Row("cosine", "default", new NeighbourTrainer(ProductSimilarity.Cosine), 0.1005, "how many neighbours the recorded one kept is not known");
        Row("bm25", "default", new NeighbourTrainer(ProductSimilarity.Bm25), 0.1040, "B 0.2 damps popular products less");
        Row("bm25", "default, half-life 90 days", new NeighbourTrainer(ProductSimilarity.Bm25) { Weighting = OwnedWeighting.Decay(90) }, 0.1040, "what was bought long ago counts less");
        Row("ease", "lambda 800", new EaseTrainer(new EaseOptions { Lambda = 800 }), 0.1081, "the same");
        Row("ease", "default", new EaseTrainer(), 0.1081, "lambda by the latest purchases instead of 800");
        Row("edlae", "default", new EdlaeTrainer(), 0.1092, "the recorded settings are not known");
        Row("als", "128 factors", new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 128 }), 0.1081, "64 or 128 factors and strengths by held-out purchases; random starts differ");
        return table.ToString();

        void Row(string way, string settings, IProductScorerTrainer trainer, double others, string why)
        {
            double ours = Judge(Shop, trainer.Name, Scoring(Shop, trainer)).Ndcg;
            string verdict = Math.Abs(Math.Round(ours, 4) - others) <= SameWithin + 1e-9 ? "equal" : string.Create(CultureInfo.InvariantCulture, $"{ours - others:+0.0000;-0.0000}");
            table.Row(way, settings, Four(ours), Four(others), verdict, verdict == "equal" ? "" : why == "the same" ? "-" : why);
        }
    }

    /// <summary>The hybrid with default settings and with boosted trees, and popularity.</summary>
    public string Defaults()
    {
        var table = new Markdown("test windows", "level two", "trees", "NDCG@10", "Recall@10", "Hit@10", "coverage", "NDCG@10 of popularity");
        foreach ((string set, string title) in new[] { (Shop, "gift shop (Online Retail)"), (Groceries, "groceries, 5 % of the lines (completejourney)") })
        {
            RankingSplit split = SplitOf(set);
            RankingReport popularity = Judge(set, "popularity", Scoring(set, new PopularityTrainer()));
            foreach ((HybridLevelTwo levelTwo, string name) in new[] { (HybridLevelTwo.Logistic, "logistic (default)"), (HybridLevelTwo.Boosted, "boosted") })
            {
                HybridRanking hybrid = new HybridTrainer(new HybridOptions { LevelTwo = levelTwo }).Train(split.Train);
                RankingReport report = Judge(set, $"hybrid, {name}", (customer, scores) => hybrid.Score(split.Known[customer], scores));
                table.Row(title, name, Markdown.Whole(hybrid.Warm.Trees?.Count ?? 0), Four(report.Ndcg), Four(report.Recall), Four(report.HitRate), Four(report.Coverage), Four(popularity.Ndcg));
            }
        }

        return table.ToString();
    }

    private RankingReport Judge(string set, string name, CustomerScoring scoring)
    {
        Console.Error.WriteLine($"  {set}, {name}");
        RankingSplit split = SplitOf(set);
        return RankingReport.Of(RankedLists.Of(name, scoring, split.Known, split.Targets.Customers), split.Known, split.Targets);
    }

    private CustomerScoring Scoring(string set, IProductScorerTrainer trainer)
    {
        RankingSplit split = SplitOf(set);
        IProductScorer scorer = trainer.Train(split.Train);
        return (customer, scores) => scorer.Score(split.Known[customer], scores);
    }

    private RankingSplit SplitOf(string set)
    {
        if (!_splits.TryGetValue(set, out RankingSplit? split))
        {
            PurchaseMatrix train = CsvPairs.Load(PathOf(set, "train"));
            split = RankingSplit.Of(train, CsvPairs.Load(PathOf(set, "target"), new CsvPairOptions { NewSince = train }));
            _splits.Add(set, split);
        }

        return split;
    }

    private string PathOf(string set, string part) => Path.Combine(folder, "purchases", set, $"split_test_{part}.csv.gz");

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
