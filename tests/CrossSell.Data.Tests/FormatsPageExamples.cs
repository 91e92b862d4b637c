using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Data.Tests;

/// <summary>The code that docs/formats.md shows, run.</summary>
public sealed class FormatsPageExamples : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("formats").FullName;

    [Fact]
    public void Purchases_and_products_are_loaded_by_one_line_each()
    {
        File.WriteAllText(PathOf("sales.csv"), "customer,product\n1,a\n");
        File.WriteAllText(PathOf("products.csv"), "product,name\na,Apple\n");
        (PurchaseHistory loaded, ProductCatalog products) = LoadBoth(PathOf("sales.csv"), PathOf("products.csv"));

        Assert.Equal((1, "Apple"), (loaded.Count, products[0].Name.Default));

        static (PurchaseHistory Loaded, ProductCatalog Products) LoadBoth(string salesFile, string productsFile)
        {
            #region files
            PurchaseHistory history = CsvPurchases.Load(salesFile);
            ProductCatalog catalog = CsvCatalog.Load(productsFile);
            #endregion
            return (history, catalog);
        }
    }

    [Fact]
    public void Options_say_what_a_file_does_not()
    {
        string salesFile = PathOf("verkauf.csv");
        File.WriteAllText(salesFile, "Mitglied;Kunde;Artikel;Datum;Betrag;Filiale\nM1;K1;a;31-03-2024;1.234,50;Ulm\nM2;K1;b;2024;1;Ulm\n");

        #region options
        var options = new CsvPurchaseOptions { Culture = CultureInfo.GetCultureInfo("de-DE") };
        options.Columns.Customer = "Mitglied";
        options.Columns.Extras.Add("Filiale");
        options.DateFormats.Add("dd-MM-yyyy");
        options.History.BadRows = BadRowPolicy.Skip(reportAtMost: 20);
        PurchaseHistory history = CsvPurchases.Load(salesFile, options);
        Console.WriteLine(history.Report.BadRowCount);
        #endregion

        Assert.Equal(1, history.Report.BadRowCount);
        Assert.Equal(("M1", 1234.5, "Ulm"), (history.Customers[0], history.RevenueOf(0)!.Value, history.ExtraOf(0, "Filiale")));
    }

    [Fact]
    public void Rules_are_written_and_read_back()
    {
        string folder = _folder;
        RuleSet rules = RuleMiner.Mine(Transactions.Create([["a", "b"], ["a", "b"], ["c"]]));

        #region rules
        CsvRules.Write(rules, Path.Combine(folder, "rules.csv"));
        PmmlRules.Write(rules, Path.Combine(folder, "rules.pmml"));
        RuleSet back = PmmlRules.Load(Path.Combine(folder, "rules.pmml"));
        #endregion

        Assert.Equal(rules.Select(rule => rule.ToString()), back.Select(rule => rule.ToString()));
        Assert.Equal(2, back.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string file) => Path.Combine(_folder, file);
}
