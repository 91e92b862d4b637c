using CrossSell.Mining;

namespace CrossSell.Packages.Tests.Docs;

/// <summary>The examples that the packages' READMEs show, run.</summary>
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
}
