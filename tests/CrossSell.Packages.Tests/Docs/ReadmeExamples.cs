using CrossSell.Mining;

namespace CrossSell.Packages.Tests.Docs;

/// <summary>The examples of pages and of the packages' READMEs, run.</summary>
public sealed class ReadmeExamples
{
    [Fact]
    public void Core()
    {
        #region core
        PurchaseHistory history = PurchaseHistory.From(
        [
            new Purchase { Customer = "Ada", Product = "building" },
            new Purchase { Customer = "Ada", Product = "household" },
            new Purchase { Customer = "Bob", Product = "building" },
        ]);
        RuleCounts counts = RuleCounts.FromMargins(both: 1, antecedent: 2, consequent: 1, total: 2);
        double? confidence = RuleMeasures.Confidence.Evaluate(counts); // 0.5: of two who hold a building policy, one holds a household policy
        #endregion

        Assert.Equal(["building", "household"], history.Products);
        Assert.Equal(0.5, confidence);
    }

    [Fact]
    public void Measures()
    {
        #region measures
        RuleCounts counts = RuleCounts.FromMargins(both: 150, antecedent: 200, consequent: 300, total: 1_000);
        double? lift = RuleMeasures.Lift.Evaluate(counts);                          // 2.5
        double? byName = RuleMeasures.Get("chiSquared").Evaluate(counts);           // upper and lower case are the same
        string text = MeasureText.Format(RuleMeasures.Conviction.Evaluate(counts)); // "2.8"; "Inf" for infinity, empty for undefined
        #endregion

        Assert.Equal(2.5, lift);
        Assert.Equal(RuleMeasures.ChiSquared.Evaluate(counts), byName);
        Assert.Equal("2.8", text);
    }
}
