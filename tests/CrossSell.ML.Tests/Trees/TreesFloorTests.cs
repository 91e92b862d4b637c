using CrossSell.Tests;
using Xunit.Abstractions;

namespace CrossSell.ML.Tests.Boosting;

/// <summary>The library's own choices on public tables, against floors just below what XGBoost reached with cross-validated settings.</summary>
public class TreesFloorTests(ITestOutputHelper output)
{
    [SharedDataFact(Coil.Training, Coil.Evaluation, Coil.Targets)]
    public void CoIL_2000()
    {
        PropensityReport report = Judge(PublicTables.CoIL());

        Assert.InRange(report.Auc!.Value, 0.725, 1);
        Assert.InRange(report.LogLoss, 0, 0.2070);
        Assert.InRange(report.CalibrationError, 0, 0.012);
    }

    [SharedDataFact(PublicTables.Bank, PublicTables.BankSplit)]
    public void Bank_marketing_random_split()
    {
        PropensityReport report = Judge(PublicTables.BankMarketing(temporal: false));

        Assert.InRange(report.Auc!.Value, 0.797, 1);
        Assert.InRange(report.LogLoss, 0, 0.282);
        Assert.InRange(report.CalibrationError, 0, 0.010);
    }

    private PropensityReport Judge((LabeledCustomers Train, LabeledCustomers Test) data)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        BoostedTreesPropensityModel model = new BoostedTreesPropensityTrainer().Train(data.Train);
        PropensityReport report = PropensityReport.Of(model.Predict(data.Test.Table), data.Test.Labels);
        output.WriteLine($"AUC {report.Auc:F4}, log loss {report.LogLoss:F4}, calibration error {report.CalibrationError:F4}, first 800 hold {report.Captured(800):F0}; val {model.ValidationLogLoss:F5} trees {model.Trees} depth {model.Depth} cpu {Environment.CpuUsage.TotalTime - before}");
        return report;
    }
}
