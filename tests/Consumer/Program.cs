using System.Globalization;
using CrossSell;
using CrossSell.Data;
using CrossSell.ML;
using CrossSell.Mining;
using CrossSell.Testing;

// What a newcomer does first with the installed packages: a history, a model, an offer with its reason. Of twenty households with
// a building policy fifteen have a household policy too, so that is what the sixteenth should be offered.
var purchases = new List<Purchase>();
for (int i = 1; i <= 20; i++)
{
    string customer = "C-" + i.ToString(CultureInfo.InvariantCulture);
    purchases.Add(new Purchase { Customer = customer, Product = "building" });
    purchases.Add(new Purchase { Customer = customer, Product = i <= 15 ? "household" : "legal" });
}

CrossSellPipeline pipeline = new CrossSellPipelineBuilder()
    .MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(3))
    .Build();
CrossSellModel model = pipeline.Fit(PurchaseHistory.From(purchases));
Recommendation offer = model.Recommend(new CustomerId("C-16"), count: 1).Single();
Console.WriteLine($"{offer.Product} {offer.Score.ToString("P0", CultureInfo.InvariantCulture)}: {offer.Reason}");

// The same from a file, and from a saved model bound to it.
PurchaseHistory read = CsvPurchases.Load(new StringReader("customer,product\nA,building\nB,legal\n"), "two rows");
CrossSellModel loaded = CrossSellModel.FromBytes(model.ToBytes()).Bind(read);
Recommendation again = loaded.Recommend(new CustomerId("A"), count: 1).Single();
Console.WriteLine($"{again.Product}: {again.Reason}");

// The generated market brings customers whose rules are known.
InsuranceMarket market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 200, Seed = 7 });
Console.WriteLine($"{market.CustomerCount} customers, {new CrossSellPipelineBuilder().Build().Fit(market.ToHistory()).RuleCount} rules");

// A regression with its statistics: ten of thirty without, twenty-four of forty with, an odds ratio of 3.
var features = new FeatureMatrix(["with"], [.. Enumerable.Repeat(0.0, 30), .. Enumerable.Repeat(1.0, 40)]);
CoefficientEstimate effect = LogisticRegression.Fit(features, [.. Enumerable.Range(0, 70).Select(i => i < 10 || (i >= 30 && i < 54))]).Coefficients[1];
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"odds ratio {effect.OddsRatio:F3}, p {effect.PValue:F4}"));

return offer.Product == new ProductId("household") && again.Product == offer.Product ? 0 : 1;
