// An insurer's working morning: which product to offer which customer next, and why.
// The market is generated, so what is true is known: of 100 customers with a building insurance 75 also take household contents insurance.
using CrossSell;
using CrossSell.Testing;
using InsuranceAdvisor;

string folder = Directory.CreateTempSubdirectory("crosssell-insurance-").FullName;
try
{
    await MarketFiles.WriteAsync(InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 5_000, Seed = 2026 }), folder);

    PurchaseHistory history = CsvPurchases.Load(Path.Combine(folder, "purchases.csv"));
    ProductCatalog catalog = CsvCatalog.Load(Path.Combine(folder, "products.csv"));
    CrossSellModel model = new CrossSellPipelineBuilder()
        .MineRules(rules => rules.MinLift = 1.1)
        .Build()
        .Fit(history, catalog);

    Console.WriteLine($"{history.Customers.Count:N0} customers hold {history.Count:N0} contracts of {catalog.Count} products; {model.RuleCount:N0} rules were found.");
    var desk = new Desk(model);
    desk.ShowRule("building", "household");
    desk.ShowStrongestRules(count: 8);
    desk.ShowCustomers(count: 3, offers: 3);
    desk.ShowNewCustomer(offers: 2);

    string file = Path.Combine(folder, "advisor.model");
    model.Save(file);
    CrossSellModel loaded = CrossSellModel.Load(file).Bind(history);
    Console.WriteLine();
    Console.WriteLine($"The model takes {new FileInfo(file).Length / 1024.0:N0} KiB, names no customer, and reads back with the same {loaded.RuleCount:N0} rules.");
}
finally
{
    Directory.Delete(folder, recursive: true);
}
