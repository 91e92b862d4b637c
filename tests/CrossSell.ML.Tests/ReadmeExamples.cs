namespace CrossSell.ML.Tests;

/// <summary>The examples of the package's README, run.</summary>
public class ReadmeExamples
{
    [Fact]
    public void Propensity()
    {
        LabeledCustomers campaign = Planted.Customers(1_000, seed: 6);
        LabeledCustomers later = Planted.Customers(500, seed: 7);

        #region propensity
        LogisticPropensityModel model = new LogisticPropensityTrainer().Train(campaign); // CsvCustomers.LoadLabeled("campaign.csv", options), of CrossSell.Data
        PropensityReport report = PropensityReport.Of(model.Predict(later.Table), later.Labels);
        Console.WriteLine($"AUC {report.Auc:F3}, log loss {report.LogLoss:F3}, the best tenth holds {report.Gain(0.1):P0} of the buyers");
        foreach (FeatureContribution reason in model.Explain(later.Table, row: 0).Strongest.Take(3))
        {
            Console.WriteLine($"{string.Join(" and ", reason.Columns)}: {reason.Contribution:+0.00;-0.00}");
        }
        #endregion

        Assert.True(report.Auc > 0.65);
    }

    [Fact]
    public void Regression()
    {
        #region regression
        var features = new FeatureMatrix(["age", "contracts"], [34, 1, 51, 3, 42, 2, 28, 1, 63, 4, 45, 1, 39, 3, 57, 2]);
        bool[] bought = [false, true, false, false, true, true, true, false];
        LogisticFit fit = LogisticRegression.Fit(features, bought);
        foreach (CoefficientEstimate c in fit.Coefficients)
        {
            Console.WriteLine($"{c.Name}: {c.Estimate:F3}, odds ratio {c.OddsRatio:F2} ({c.OddsRatioLower:F2} to {c.OddsRatioUpper:F2}), p {c.PValue:F3}");
        }
        #endregion

        Assert.Equal(["(Intercept)", "age", "contracts"], fit.Coefficients.Select(c => c.Name));
    }
}
