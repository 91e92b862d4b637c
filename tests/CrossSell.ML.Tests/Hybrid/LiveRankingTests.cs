using System.Globalization;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>Changes of customers under a model that ranks, with a table and contacts: the offers of a model bound afresh to everything.</summary>
public sealed class LiveRankingTests
{
    [Fact]
    public void Ranked_offers_over_changes_are_those_of_a_history_that_has_them()
    {
        var market = new PlantedAttributes(400, seed: 31);
        CrossSellModel model = new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).Build().Fit(market.History, null, market.Customers, market.Contacts);
        var live = new LiveCustomers(new ModelSlot(model));
        var rows = new List<Purchase>(Enumerable.Range(0, market.History.Count).Select(market.History.PurchaseAt));
        DateTime at = market.History.LastTime!.Value.AddDays(2);
        string[] customers = [.. market.History.Customers.Take(6), "prospect", "somebody new"];
        for (int c = 0; c < customers.Length; c++)
        {
            for (int p = 0; p < 3; p++)
            {
                var bought = new Purchase { Customer = customers[c], Product = market.History.Products[((c * 5) + p) % market.History.Products.Count], Time = at };
                live.Add(bought);
                rows.Add(bought);
            }
        }

        CrossSellModel fresh = model.Bind(PurchaseHistory.From(rows), market.Customers, market.Contacts, at);
        foreach (CustomerId customer in customers.Select(id => new CustomerId(id)))
        {
            Assert.Equal(Texts(fresh.Recommend(customer, 6)), Texts(live.Recommend(customer, 6)));
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<Recommendation> offers) =>
        offers.Select(offer => string.Create(CultureInfo.InvariantCulture, $"{offer.Rank} {offer.Product} {offer.Score:R} {offer.Evidence} {offer.Reason}"));
}
