// Which way of ranking foresees best what customers buy next, and when should they be asked?
// A generated insurer's book is cut at an instant: all models learn from before it and are judged by the first purchases after it.
using System.Diagnostics;
using System.Globalization;
using CrossSell;
using CrossSell.ML;
using CrossSell.Testing;
using ModelComparison;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Top = 3;
var cutoff = new DateTime(2024, 1, 1);
PurchaseHistory history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 6_000, Seed = 2026 }).ToHistory();
RankingSplit split = RankingSplit.AtCutoff(history, cutoff);
Console.WriteLine($"{history.Count:N0} contracts of {history.Customers.Count:N0} customers; {split.Targets.Customers.Length:N0} of them bought {split.Targets.Count:N0} products for the first time from {cutoff:yyyy-MM-dd} on.");
Console.WriteLine($"Each model proposes {Top} products to each of them, knowing only what was bought before.");
Console.WriteLine();

var options = new RankingOptions { Top = Top };
var reports = new List<RankingReport>();
Console.WriteLine($"  {"model",-12} {"NDCG@" + Top,7} {"95 % range",15} {"recall",7} {"hit",6} {"coverage",9} {"seconds",8}");
foreach (IProductScorerTrainer trainer in Models.All())
{
    var watch = Stopwatch.StartNew();
    IProductScorer scorer = trainer.Train(split.Train);
    RankingReport report = RankingReport.Of(RankedLists.Of(scorer, split.Known, split.Targets.Customers, options), split.Known, split.Targets, options);
    Interval range = report.IntervalOf(RankingMeasure.Ndcg)!;
    Console.WriteLine($"  {report.Model,-12} {report.Ndcg,7:F4} {range.Lower,6:F4} - {range.Upper:F4} {report.Recall,7:F4} {report.HitRate,6:F3} {report.Coverage,9:P0} {watch.Elapsed.TotalSeconds,8:F2}");
    reports.Add(report);
}

RankingReport popularity = reports.First(report => report.Model == "popularity");
RankingReport best = reports.MaxBy(report => report.Ndcg)!;
if (RankingComparison.Of(best, popularity, RankingMeasure.Ndcg, options) is { } comparison && best != popularity)
{
    Console.WriteLine();
    Console.WriteLine($"{best.Model} is ahead of popularity by {comparison.Difference.Value:F4} ({comparison.Difference.Lower:F4} to {comparison.Difference.Upper:F4}, p = {comparison.PValue:G2}).");
}

Moments.Show(history, InsuranceMarket.ToCatalog(), cutoff);

string file = Path.Combine(Path.GetTempPath(), "crosssell-models.svg");
File.WriteAllText(file, ComparisonChart.Of(
    "What do customers buy next?",
    $"NDCG@{Top} of {split.Targets.Customers.Length:N0} customers, with the range in which it lies when other customers are drawn",
    reports.Select(report => report.IntervalOf(RankingMeasure.Ndcg) is { } range ? new ComparisonChart.Entry(report.Model, report.Ndcg, range.Lower, range.Upper) : new ComparisonChart.Entry(report.Model, report.Ndcg, report.Ndcg, report.Ndcg))));
Console.WriteLine();
Console.WriteLine($"The table as a drawing: {file}");
