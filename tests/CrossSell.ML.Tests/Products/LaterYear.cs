using CrossSell.Testing;

namespace CrossSell.ML.Tests.Products;

/// <summary>A planted insurance market, what was known a year before its end, and what was then bought.</summary>
internal sealed class LaterYear
{
    public LaterYear(int customers, int seed, bool withTimes = true)
    {
        var market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = customers, Seed = seed });
        InsuranceCustomer[] all = [.. market.Customers()];
        History = withTimes ? market.ToHistory() : PurchaseHistory.From(market.Purchases().Where(p => p.HeldUntil is null || p.HeldUntil > Cut).Select(p => p with { Time = null, HeldUntil = null, Basket = null }));
        Past = History.Before(Cut);
        Customers = new CustomerTableBuilder()
            .WithKeys(all.Select(c => c.Id))
            .AddNumeric("age", [.. all.Select(c => (double)c.Age)])
            .AddCategorical("gender", all.Select(c => c.Gender))
            .AddNumeric("income", [.. all.Select(c => (double)c.Income)])
            .AddCategorical("region", all.Select(c => c.Region))
            .AddNumeric("household size", [.. all.Select(c => (double)c.HouseholdSize)])
            .AddBoolean("home owner", all.Select(c => (bool?)c.HomeOwner))
            .AddNumeric("children", [.. all.Select(c => (double)c.Children)])
            .AddBoolean("car", all.Select(c => (bool?)c.Car))
            .AddDate("customer since", all.Select(c => (DateOnly?)c.CustomerSince))
            .WithDate(market.EndOn)
            .Build();
    }

    public static DateTime Cut { get; } = new(2025, 1, 1);

    public PurchaseHistory History { get; }

    public PurchaseHistory Past { get; }

    public CustomerTable Customers { get; }

    public static ProductCatalog Catalog => InsuranceMarket.ToCatalog();

    /// <summary>Of all (customer, product) pairs that were open at the cut: the mean log loss of what a model says, and how often its first offer was among what a buyer bought.</summary>
    public (double LogLoss, double BaseLoss, double HitAt1) Judge(CrossSellModel model)
    {
        double loss = 0;
        double baseLoss = 0;
        int pairs = 0;
        int hits = 0;
        int buyers = 0;
        Dictionary<ProductId, (int Open, int Bought)> rates = [];
        var seen = new List<(ProductId Product, double Probability, bool Bought)>();
        foreach (CustomerRecommendations customer in model.RecommendAll(100))
        {
            if (Past.PurchasesOf(customer.Customer).Count == 0)
            {
                continue;
            }

            HashSet<string> bought = [.. History.PurchasesOf(customer.Customer).Where(p => p.Time >= Cut).Select(p => p.Product)];
            foreach (Recommendation offer in customer.Offers)
            {
                bool yes = bought.Contains(offer.Product.Value);
                seen.Add((offer.Product, Math.Clamp(offer.Score, 1e-6, 1 - 1e-6), yes));
                (int open, int bought) rate = rates.GetValueOrDefault(offer.Product);
                rates[offer.Product] = (rate.open + 1, rate.bought + (yes ? 1 : 0));
            }

            if (customer.Offers.Any(offer => bought.Contains(offer.Product.Value)))
            {
                buyers++;
                hits += bought.Contains(customer.Offers[0].Product.Value) ? 1 : 0;
            }
        }

        // The base rate even knows the later year's.
        foreach ((ProductId product, double probability, bool yes) in seen)
        {
            (int open, int bought) = rates[product];
            double rate = Math.Clamp((double)bought / open, 1e-6, 1 - 1e-6);
            loss -= Math.Log(yes ? probability : 1 - probability);
            baseLoss -= Math.Log(yes ? rate : 1 - rate);
            pairs++;
        }

        return (loss / pairs, baseLoss / pairs, (double)hits / buyers);
    }
}
