// A supermarket: what goes together in one basket, and what to put beside the till.
using System.Globalization;
using CrossSell;
using CrossSell.Mining;
using CrossSell.Testing;

CultureInfo language = CultureInfo.GetCultureInfo(args.Contains("--german") ? "de" : "en");
string folder = Directory.CreateTempSubdirectory("crosssell-groceries-").FullName;
try
{
    await MarketFiles.WriteAsync(GroceryMarket.Generate(), folder);
    PurchaseHistory history = CsvPurchases.Load(Path.Combine(folder, "purchases.csv"));
    ProductCatalog catalog = CsvCatalog.Load(Path.Combine(folder, "products.csv"));
    Dictionary<string, string> names = catalog.ToDictionary(p => p.Id.Value, p => p.Name.For(language));
    Console.WriteLine($"{history.BasketCount:N0} baskets, {history.Products.Count} products, {history.Count:N0} lines.");

    // Straight from the miner: every rule of up to three products, with any measure.
    RuleSet rules = RuleMiner.Mine(
        Transactions.From(history, TransactionUnit.Basket),
        new RuleOptions { MinSupport = SupportThreshold.FromCount(30), MinConfidence = 0.2m, MinLift = 2, MaxLength = 3 });
    Console.WriteLine();
    Console.WriteLine($"{rules.Count:N0} rules hold in 30 baskets or more with a confidence of at least 20 % and a lift of at least 2. The ten of highest lift:");
    Console.WriteLine("  lift  confidence  baskets  Fisher's p");
    foreach (AssociationRule rule in rules.OrderByDescending(r => r.Lift).Take(10))
    {
        string left = string.Join(" + ", rule.Antecedent.Select(id => names[id]));
        Console.WriteLine($"  {rule.Lift,4:0.0}  {100 * rule.Confidence,8:0} %  {rule.Counts.N11,7:N0}  {rule.Measure(RuleMeasures.FishersExactTest),10:0.0E+0}  {left} -> {names[rule.Consequent[0]]}");
    }

    CrossSellModel model = new CrossSellPipelineBuilder()
        .MineRules(options => options.Unit = TransactionUnit.Basket)
        .Build()
        .Fit(history, catalog);

    foreach (string[] basket in new[] { new[] { "charcoal", "beer" }, ["flour", "eggs"], ["nappies"] })
    {
        Console.WriteLine();
        Console.WriteLine($"At the till with {string.Join(" and ", basket.Select(id => names[id]))}:");
        foreach (Recommendation offer in model.RecommendWith(basket.Select(id => new ProductId(id)), count: 2))
        {
            Console.WriteLine($"  {offer.Rank}. {names[offer.Product.Value]}: {offer.Reason.In(language)}");
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
