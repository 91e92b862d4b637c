// Whom to call first: a campaign was answered, a model learns from the answers, and the next customers are put in order with reasons.
// The campaign is generated, so the probability of each customer is known, and the model can be held against the truth.
using System.Globalization;
using CampaignResponse;
using CrossSell;
using CrossSell.ML;
using CrossSell.Testing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var asked = CampaignTable.Generate(new CampaignOptions { Customers = 8_000, Seed = 2026 });
var next = CampaignTable.Generate(new CampaignOptions { Customers = 4_000, Seed = 2026, FirstNumber = 8_001 });
Console.WriteLine($"{asked.Customers.Count:N0} customers were asked, {asked.Customers.Positives:N0} bought ({asked.Customers.BaseRate:P1}).");

LogisticPropensityModel model = new LogisticPropensityTrainer().Train(asked.Customers);
double[] probabilities = model.Predict(next.Customers.Table);
Console.WriteLine($"Learned from {model.Columns.Count} columns; age and gender are protected and stay out. They say more together: {string.Join("; ", model.Crosses.Select(cross => $"{cross.First} and {cross.Second}"))}.");

var calls = new CallList(model, next.Customers.Table, probabilities);
calls.Show(count: 5);
calls.ShowSegments("region");

var report = PropensityReport.Of(probabilities, next.Customers.Labels);
var truth = PropensityReport.Of([.. next.TrueProbabilities], next.Customers.Labels);
Interval auc = Bootstrap.Of(probabilities, next.Customers.Labels, r => r.Auc)!;
Console.WriteLine();
Console.WriteLine($"Then they were asked. AUC {report.Auc:F3} ({auc.Lower:F3} to {auc.Upper:F3}); knowing the truth gives {truth.Auc:F3}. Log loss {report.LogLoss:F4}, the truth {truth.LogLoss:F4}.");
Console.WriteLine("  decile  promised  bought  share of all buyers so far");
foreach (GainRow row in report.GainTable())
{
    Console.WriteLine($"  {row.Part,6}  {row.MeanProbability,8:P1}  {row.ObservedRate,6:P1}  {row.Gain,6:P0}");
}

string file = Path.Combine(Path.GetTempPath(), "crosssell-campaign.svg");
File.WriteAllText(file, CampaignPlot.Of(report));
Console.WriteLine();
Console.WriteLine($"Gain and calibration as a drawing: {file}");
