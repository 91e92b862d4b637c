using CrossSell.Tests;
using Xunit.Abstractions;

namespace CrossSell.ML.Tests.Learning;

/// <summary>The library's own choices on public tables, against the floors that peers set with choices made by hand.</summary>
public class FloorTests(ITestOutputHelper output)
{
    [SharedDataFact(Coil.Training, Coil.Evaluation, Coil.Targets)]
    public void CoIL_2000()
    {
        PropensityReport report = Judge(PublicTables.CoIL());

        Assert.InRange(report.Auc!.Value, 0.733, 1);
        Assert.InRange(report.LogLoss, 0, 0.2058);
        Assert.InRange(report.CalibrationError, 0, 0.010);
    }

    [SharedDataFact(PublicTables.Bank, PublicTables.BankSplit)]
    public void Bank_marketing_random_split()
    {
        PropensityReport report = Judge(PublicTables.BankMarketing(temporal: false));

        Assert.InRange(report.Auc!.Value, 0.795, 1);
        Assert.InRange(report.LogLoss, 0, 0.283);
        Assert.InRange(report.CalibrationError, 0, 0.010);
    }

    [SharedDataFact(PublicTables.Bank, PublicTables.BankSplit)]
    public void Bank_marketing_temporal_split() => Assert.InRange(Judge(PublicTables.BankMarketing(temporal: true)).Auc!.Value, 0.740, 1);

    private PropensityReport Judge((LabeledCustomers Train, LabeledCustomers Test) data)
    {
        LogisticPropensityModel model = new LogisticPropensityTrainer().Train(data.Train);
        PropensityReport report = PropensityReport.Of(model.Predict(data.Test.Table), data.Test.Labels);
        output.WriteLine($"AUC {report.Auc:F4}, log loss {report.LogLoss:F4}, calibration error {report.CalibrationError:F4}, first 800 hold {report.Captured(800):F0}");
        foreach (string choice in model.Choices.TakeLast(2 + model.Crosses.Count))
        {
            output.WriteLine(choice);
        }

        return report;
    }
}
