// The sales meeting: what is in the customers, who is worth the effort, where more of it does not pay, and whom to win back.
// The market is generated. The report is one page that needs nothing else: open it in a browser, or print it.
using System.Globalization;
using CrossSell;
using CrossSell.ML;
using CrossSell.Testing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "crosssell-potential");
string files = Directory.CreateTempSubdirectory("crosssell-market-").FullName;
try
{
    await MarketFiles.WriteAsync(InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 1_000, Seed = 2026 }), files);
    PurchaseHistory history = CsvPurchases.Load(Path.Combine(files, "purchases.csv"));
    ProductCatalog catalog = CsvCatalog.Load(Path.Combine(files, "products.csv"));
    var reading = new CsvCustomerOptions();
    reading.Columns.Key = "customer";
    reading.Columns.Protected.UnionWith(["age", "gender"]);
    CustomerTable customers = CsvCustomers.Load(Path.Combine(files, "customers.csv"), reading);

    PotentialReport report = PotentialReport.Of(history, catalog, new PotentialReportOptions
    {
        Source = "a generated insurer",
        Customers = customers,
        OfferCost = 5,
        Currency = "EUR",
    });

    Console.WriteLine($"The potential of {report.Customers:N0} customers as of {report.AsOf:yyyy-MM-dd}:");
    foreach (string line in report.Headlines(CultureInfo.InvariantCulture))
    {
        Console.WriteLine($"  {line}");
    }

    Show(report, "classes", "Classes: who brings what, and what is open");
    Show(report, "class_moves", "Who moved between the classes in a year");
    Show(report, "categories", "White space: what customers have and lack");
    Show(report, "effort_costs", "Where more effort does not pay");
    Show(report, "programme", "What sellers leave aside", rows: 5);

    Directory.CreateDirectory(folder);
    foreach (string language in new[] { "en", "de" })
    {
        string page = Path.Combine(folder, $"report.{language}.html");
        File.WriteAllText(page, report.ToHtml(CultureInfo.GetCultureInfo(language)));
        Console.WriteLine();
        Console.WriteLine($"The page for the meeting: {page}");
    }
}
finally
{
    Directory.Delete(files, recursive: true);
}

static void Show(PotentialReport report, string name, string title, int rows = int.MaxValue)
{
    ReportTable table = report.Tables.Single(t => t.Name == name);
    string[][] cells = [[.. table.Columns], .. table.Rows.Take(rows).Select(row => row.Select(Text).ToArray())];
    int[] widths = [.. table.Columns.Select((_, i) => cells.Max(row => row[i].Length))];
    Console.WriteLine();
    Console.WriteLine(title);
    foreach (string[] row in cells)
    {
        Console.WriteLine("  " + string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
    }
}

static string Text(object? value) => value switch
{
    null => "-",
    DateTimeOffset day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    double number => number.ToString(Math.Abs(number) >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture),
    IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
    _ => value.ToString()!,
};
