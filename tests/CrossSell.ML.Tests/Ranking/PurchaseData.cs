using CrossSell.Tests;

namespace CrossSell.ML.Tests.Ranking;

/// <summary>The splits of real purchases, read once.</summary>
internal static class PurchaseData
{
    private static readonly Lazy<RankingSplit> LazyRetail = new(() => Load("purchases/online-retail"));

    private static readonly Lazy<RankingSplit> LazyJourney = new(() => Load("purchases/completejourney"));

    public static RankingSplit Retail => LazyRetail.Value;

    public static RankingSplit Journey => LazyJourney.Value;

    private static RankingSplit Load(string folder)
    {
        PurchaseMatrix train = CsvPairs.Load(SharedData.PathOf($"{folder}/split_test_train.csv.gz"));
        return RankingSplit.Of(train, CsvPairs.Load(SharedData.PathOf($"{folder}/split_test_target.csv.gz"), new CsvPairOptions { NewSince = train }));
    }

    /// <summary>NDCG@10, the measure of the table.</summary>
    public static RankingReport Judge(RankingSplit split, IProductScorerTrainer trainer)
    {
        RankedLists lists = RankedLists.Of(trainer.Train(split.Train), split.Known, split.Targets.Customers);
        return RankingReport.Of(lists, split.Known, split.Targets);
    }
}
