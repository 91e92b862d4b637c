namespace CrossSell.ML.Tests;

/// <summary>The examples of the package's README, run.</summary>
public class ReadmeExamples
{
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
