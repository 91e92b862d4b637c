using System.Globalization;
using CrossSell.Testing;

namespace CrossSell.ML.Tests.Report;

/// <summary>The C# of docs/potential.md about the report.</summary>
public sealed class ReportPageExamples : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_report_in_a_program()
    {
        PurchaseHistory history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 60, Seed = 2 }).ToHistory();
        ProductCatalog catalog = InsuranceMarket.ToCatalog();
        CustomerTable customers = new CustomerTableBuilder().WithKeys(history.Customers).AddNumeric("size", history.Customers.Select((_, i) => i % 3.0).ToArray()).Build();
        File File = new(_folder);
        #region report
        PotentialReport report = PotentialReport.Of(history, catalog, new PotentialReportOptions { Customers = customers, OfferCost = 12 });
        foreach (string line in report.Headlines(CultureInfo.InvariantCulture))
        {
            Console.WriteLine(line);
        }

        File.WriteAllText("potential.html", report.ToHtml(CultureInfo.GetCultureInfo("de")));
        #endregion
        Assert.Contains("12,00", System.IO.File.ReadAllText(Path.Combine(_folder, "potential.html")), StringComparison.Ordinal);
    }

    // Stands in for the file system's root, so that the example writes where the test wants it.
    private sealed class File(string folder)
    {
        public void WriteAllText(string name, string text) => System.IO.File.WriteAllText(Path.Combine(folder, name), text);
    }
}
