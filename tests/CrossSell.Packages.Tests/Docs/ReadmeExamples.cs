using CrossSell.Data;
using CrossSell.Mining;
using CrossSell.Testing;

namespace CrossSell.Packages.Tests.Docs;

/// <summary>The examples of pages and of the packages' READMEs, run. The first one reads files of the current folder and prints, as a program would, so nothing runs beside it.</summary>
[Collection(nameof(ReadmeExamples))]
[CollectionDefinition(nameof(ReadmeExamples), DisableParallelization = true)]
public sealed class ReadmeExamples
{
    [Fact]
    public async Task Journey()
    {
        string folder = Directory.CreateTempSubdirectory("crosssell").FullName;
        string before = Directory.GetCurrentDirectory();
        TextWriter console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            await MarketFiles.WriteAsync(InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 2_000 }), folder);
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(printed);

            #region journey
            PurchaseHistory history = CsvPurchases.Load("purchases.csv");
            ProductCatalog catalog = CsvCatalog.Load("products.csv");
            CrossSellModel model = new CrossSellPipelineBuilder()
                .MineRules(rules => rules.MinLift = 1.2)
                .Build()
                .Fit(history, catalog);

            foreach (Recommendation offer in model.Recommend(new CustomerId("C00000042"), count: 3))
            {
                Console.WriteLine($"{offer.Rank}. {offer.Product} ({offer.Score:P0}): {offer.Reason}");
            }
            #endregion
        }
        finally
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }

        Assert.Equal(3, printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("3. ", printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Core()
    {
        List<Purchase> purchases = [.. Enumerable.Range(1, 20).SelectMany(i => new[]
        {
            new Purchase { Customer = $"C-{i}", Product = "building" },
            new Purchase { Customer = $"C-{i}", Product = i <= 15 ? "household" : "legal" },
        })];

        #region core
        var history = PurchaseHistory.From(purchases); // new Purchase { Customer = "C-1", Product = "building" }, ...
        CrossSellModel model = new CrossSellPipelineBuilder().Build().Fit(history);
        foreach (Recommendation offer in model.Recommend(new CustomerId("C-16"), count: 3))
        {
            Console.WriteLine($"{offer.Rank}. {offer.Product}: {offer.Reason}");
        }
        #endregion

        Recommendation first = model.Recommend(new CustomerId("C-16"), count: 3)[0];
        Assert.Equal(new ProductId("household"), first.Product);
    }

    [Fact]
    public void Data()
    {
        string folder = Directory.CreateTempSubdirectory("crosssell-readme-").FullName;
        string file = Path.Combine(folder, "purchases.csv");
        File.WriteAllText(file, "customer,product,time\nC-1,building,2026-01-02\nC-1,,2026-01-03\n");

        #region data
        var options = new CsvPurchaseOptions();
        options.History.BadRows = BadRowPolicy.Skip(reportAtMost: 10);
        PurchaseHistory history = CsvPurchases.Load(file, options);
        foreach (BadRow row in history.Report.BadRows)
        {
            Console.WriteLine(row); // file, line, column, the value seen, what was expected
        }
        #endregion

        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, history.Count);
        Assert.Equal(3, Assert.Single(history.Report.BadRows).Line);
    }

    [Fact]
    public void Testing()
    {
        #region testing
        var market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 1_000, Seed = 42 });
        CrossSellModel model = new CrossSellPipelineBuilder().Build().Fit(market.ToHistory(), InsuranceMarket.ToCatalog());
        // market.Truth holds the rules that were planted: does the model find them?
        #endregion

        Assert.True(model.RuleCount > 0);
        Assert.NotNull(market.Truth);
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
