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
var watch = Stopwatch.StartNew();
InsuranceMarket market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 6_000, Seed = 2026 });
PurchaseHistory history = market.ToHistory();
RankingSplit split = RankingSplit.AtCutoff(history, cutoff);
Console.WriteLine($"{history.Count:N0} contracts of {history.Customers.Count:N0} customers; {split.Targets.Customers.Length:N0} of them bought {split.Targets.Count:N0} products for the first time from {cutoff:yyyy-MM-dd} on.");
Console.WriteLine($"Each model proposes {Top} products to each of them, knowing only what was bought before.");
Console.WriteLine();

var options = new RankingOptions { Top = Top };
var reports = new List<RankingReport>();
foreach ((string name, CustomerScoring scoring) in Models.Trained(split, Attributes.Of(market)))
{
    reports.Add(RankingReport.Of(RankedLists.Of(name, scoring, split.Known, split.Targets.Customers, options), split.Known, split.Targets, options));
}

var table = RankingTable.Of(reports, options);
Console.WriteLine(table);
Console.WriteLine($"* is the best. 'range' is where NDCG@{Top} lies when other customers are drawn, 95 of 100 times; p is the chance of so great a distance from the best by chance.");
Console.WriteLine($"Learned and judged in {watch.Elapsed.TotalSeconds:F0} seconds. The same on your own purchases: crosssell evaluate --purchases purchases.csv --cutoff 2025-01-01 --customers customers.csv");

Moments.Show(history, InsuranceMarket.ToCatalog(), cutoff);

string folder = args is [var chosen] ? chosen : Path.GetTempPath();
string chart = Path.Combine(folder, "crosssell-models.svg");
File.WriteAllText(chart, ComparisonChart.Of(
    "What do customers buy next?",
    $"NDCG@{Top} of {split.Targets.Customers.Length:N0} customers, with the range in which it lies when other customers are drawn",
    table.Rows.Select(row => new ComparisonChart.Entry(row.Model, row.Report.Ndcg, row.Ndcg.Lower, row.Ndcg.Upper))));
string csv = Path.Combine(folder, "crosssell-models.csv");
using (var writer = new StreamWriter(csv))
{
    table.WriteCsv(writer);
}

Console.WriteLine();
Console.WriteLine($"The table as a drawing: {chart}, with every measure: {csv}");
