using CrossSell.Tests;
using Xunit.Abstractions;

namespace CrossSell.ML.Tests.LeadScores;

/// <summary>Cards on public tables, judged on rows that neither card nor full model saw.</summary>
public class RealLeadScoreTests(ITestOutputHelper output)
{
    [SharedDataFact(Coil.Training, Coil.Evaluation, Coil.Targets)]
    public void Caravan_policies()
    {
        (LabeledCustomers train, LabeledCustomers test) = PublicTables.CoIL();
        string[] holdings = [.. Enumerable.Range(43, 43).Select(c => $"V{c}")];
        LabeledCustomers half = train.Select([.. Enumerable.Range(0, train.Count).Where(i => i % 2 == 0)]);
        Judge(new LabeledCustomers(half.Table.SelectColumns(holdings), half.Labels), test, least: 0.66);
    }

    [SharedDataFact(PublicTables.Bank, PublicTables.BankSplit)]
    public void Term_deposits()
    {
        (LabeledCustomers train, LabeledCustomers test) = PublicTables.BankMarketing(temporal: false);
        Judge(train.Select([.. Enumerable.Range(0, train.Count).Where(i => i % 6 == 0)]), test, least: 0.74);
    }

    private void Judge(LabeledCustomers train, LabeledCustomers test, double least)
    {
        LeadScoreCard card = new LeadScoreTrainer(new LeadScoreOptions { Folds = 2 }).Train(train);
        var report = PropensityReport.Of(card.Predict(test.Table), test.Labels);
        output.WriteLine(card.ToString());
        output.WriteLine($"{card.Quality}; by criteria {string.Join(", ", card.Quality.AucByCriteria)}");
        output.WriteLine($"test: card {report.Auc:0.0000}, calibration error {report.CalibrationError:0.0000}");

        Assert.InRange(card.Columns.Count, 3, 5);
        Assert.True(card.Quality.Auc > card.Quality.FullAuc - 0.035);
        Assert.True(report.Auc > least, $"the card's area is {report.Auc}");
        Assert.InRange(report.CalibrationError, 0, 0.02);
    }
}
