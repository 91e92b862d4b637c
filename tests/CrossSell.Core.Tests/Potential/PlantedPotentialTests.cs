using CrossSell.Testing;

namespace CrossSell.Tests.Potential;

/// <summary>A generated insurer whose truth is known: what the figures of this room must come to.</summary>
public class PlantedPotentialTests
{
    private const int Customers = 4_000;

    private static readonly Lazy<(InsuranceMarket Market, PurchaseHistory History, ProductCatalog Catalog, DateTimeOffset At)> _book = new(() =>
    {
        var market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = Customers, Seed = 5 });

        // Each product is a category of its own, so that what is known of products is known of categories.
        ProductCatalog catalog = new(InsuranceMarket.ToCatalog().Where(p => p.Kind == ProductKind.Held).Select(p => p with { Category = p.Id.Value }));
        return (market, market.ToHistory(), catalog, new DateTimeOffset(market.EndOn, default, TimeSpan.Zero));
    });

    [Fact]
    public void Coverage_is_that_of_the_planted_penetrations()
    {
        (InsuranceMarket market, PurchaseHistory history, ProductCatalog catalog, DateTimeOffset at) = _book.Value;
        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(at));

        // Prospects who never signed are in no history: they own nothing, so the truth is of all customers.
        double share = history.Customers.Count / (double)Customers;
        double[] held = [.. space.Categories.Select(c => Held(market, c))];
        CoverageRow all = space.Coverage()[^1];

        Assert.Equal(held.Average() / share, all.Coverage, 0.006);
        CustomerGroups one = CustomerGroups.OneOf(history.Customers.Count);
        IReadOnlyList<int> owned = space.Matrix(one, CategoryState.Owned)[0];
        Assert.All(Enumerable.Range(0, held.Length), k => Assert.InRange(owned[k], Around(held[k], -4.5), Around(held[k], 4.5)));

        static double Around(double share, double deviations) => (Customers * share) + (deviations * Math.Sqrt(Customers * share * (1 - share)));
    }

    [Fact]
    public void Against_the_planted_penetrations_there_are_no_programme_gaps()
    {
        (InsuranceMarket market, PurchaseHistory history, ProductCatalog catalog, DateTimeOffset at) = _book.Value;
        double share = history.Customers.Count / (double)Customers;
        double[] truth = [.. catalog.Select(p => Held(market, p.Id.Value) / share)];
        ProgrammeGaps gaps = ProgrammeGaps.Of(history, catalog, at, new ProgrammeOptions { Expected = (_, product) => truth[product], ConfidenceLevel = 0.99 });

        Assert.InRange(gaps.Products.Count(p => p.Whole.RatioLower <= 1 && p.Whole.RatioUpper >= 1), catalog.Count - 1, catalog.Count);
        Assert.InRange(gaps.Products.Count(p => p.MissingLower <= 0 && p.MissingUpper >= 0), catalog.Count - 1, catalog.Count);
    }

    [Fact]
    public void A_seller_who_leaves_out_a_product_is_found_and_his_gap_holds_what_was_taken_away()
    {
        (InsuranceMarket market, PurchaseHistory history, ProductCatalog catalog, DateTimeOffset at) = _book.Value;
        CustomerGroups sellers = CustomerGroups.Of(Enumerable.Range(0, history.Customers.Count).Select(c => $"seller {c * 31 % 12:00}"));
        var builder = new PurchaseHistoryBuilder();
        int taken = 0;
        for (int c = 0; c < history.Customers.Count; c++)
        {
            foreach (Purchase purchase in history.PurchasesOf(new CustomerId(history.Customers[c])))
            {
                // Seller 3 sells household contents to two in five of those who would have it; the others keep something, so that nobody disappears.
                bool leftOut = sellers.Names[sellers.Codes[c]] == "seller 03" && purchase.Product == "household" && c % 5 > 1;
                taken += leftOut && !(purchase.HeldUntil <= at.UtcDateTime) ? 1 : 0;
                builder.Add(leftOut ? purchase with { Product = "something else" } : purchase);
            }
        }

        CustomerGroups homes = CustomerGroups.Of(market.Customers().Where(c => c.Contracts.Count > 0).Select(c => c.HomeOwner ? "owner" : "tenant"));
        var options = new ProgrammeOptions { Sellers = sellers, Peers = homes };
        ProgrammeGaps gaps = ProgrammeGaps.Of(builder.Build(), catalog, at, options);
        ProgrammeCell worst = gaps.Sellers.MaxBy(c => c.GapLower)!;
        ProgrammeCell before = ProgrammeGaps.Of(history, catalog, at, options).Sellers.Single(c => c.Group == worst.Group && c.Product == worst.Product);

        Assert.Equal(("seller 03", "household"), (worst.Group, catalog[worst.Product].Id.Value));
        Assert.True(taken > 40);
        Assert.Equal(before.Owners - taken, worst.Owners);
        Assert.Equal(before.Expected, worst.Expected, 1e-9);

        // What is missing is what was taken away, less what he happened to sell beyond the expectation before.
        Assert.InRange(taken - (before.Owners - before.Expected), worst.GapLower, worst.GapUpper);
        Assert.True(before.GapLower < 0);
        Assert.Equal("household", catalog[gaps.Products.MaxBy(p => p.MissingLower)!.Product].Id.Value);
        Assert.InRange(gaps.Sellers.Count(c => c != worst && c.GapLower > 0), 0, gaps.Sellers.Count / 20);
    }

    [Fact]
    public void The_potential_of_the_gaps_holds_what_the_next_year_brings()
    {
        (InsuranceMarket market, PurchaseHistory history, ProductCatalog catalog, DateTimeOffset at) = _book.Value;
        Dictionary<string, int> placeOf = catalog.Select((p, i) => (p.Id.Value, i)).ToDictionary(p => p.Value, p => p.i, StringComparer.Ordinal);
        double[,] probability = new double[history.Customers.Count, catalog.Count];
        bool[,] bought = new bool[history.Customers.Count, catalog.Count];
        for (int number = 1; number <= Customers; number++)
        {
            int customer = history.Customers.IndexOf(market.Customer(number).Id);
            foreach (InsuranceNextYear year in customer < 0 ? [] : market.NextYear(number))
            {
                if (placeOf.TryGetValue(year.Product, out int product))
                {
                    (probability[customer, product], bought[customer, product]) = (year.Probability, year.Bought);
                }
            }
        }

        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(at), new WhiteSpaceOptions
        {
            Estimate = (customer, product) => new GapEstimate(probability[customer, product], (double)catalog[product].Margin!),
        });
        (double potential, double variance, double actual) = (0, 0, 0);
        foreach (Gap gap in space.TopGaps(int.MaxValue))
        {
            double p = gap.Estimate.Propensity;
            potential += gap.Estimate.ExpectedMargin;
            variance += p * (1 - p) * gap.Estimate.Margin * gap.Estimate.Margin;
            actual += bought[gap.Customer, gap.Product] ? gap.Estimate.Margin : 0;
        }

        Assert.True(potential > 10_000);
        Assert.InRange(actual, potential - (4 * Math.Sqrt(variance)), potential + (4 * Math.Sqrt(variance)));
        Assert.Equal(potential, space.Effort(costOfOffer: 0).ProfitThatPays, 1e-6 * potential);
    }

    [Fact]
    public void Classes_follow_yield_and_potential()
    {
        (InsuranceMarket market, PurchaseHistory history, _, DateTimeOffset at) = _book.Value;
        InsuranceCustomer[] customers = [.. market.Customers().Where(c => c.Contracts.Count > 0)];
        double[] yields = [.. customers.Select(c => c.Contracts.Where(k => k.Until is null || k.Until > market.EndOn).Sum(k => (double)k.Premium))];
        double[] potentials = [.. customers.Select(c => c.Income * 0.04)];
        ValueClassRule rule = ValueClassRule.ByQuantiles(yields, potentials);
        ValueClass[] classes = [.. Enumerable.Range(0, customers.Length).Select(i => rule.ClassOf(yields[i], potentials[i]))];

        Assert.Equal(history.Customers.Count, customers.Length);
        Assert.Equal(0.2, classes.Count(c => c == ValueClass.A) / (double)classes.Length, 0.01);
        Assert.Equal(0.3, classes.Count(c => c == ValueClass.B) / (double)classes.Length, 0.01);
        Assert.Equal(0.25, classes.Count(c => c == ValueClass.O) / (double)classes.Length, 0.01);
        Assert.True(classes.Zip(yields).Where(p => p.First == ValueClass.A).Min(p => p.Second) >= classes.Zip(yields).Where(p => p.First == ValueClass.B).Max(p => p.Second));
    }

    /// <summary>P(a customer holds a product at the end of the period).</summary>
    private static double Held(InsuranceMarket market, string product) => market.Truth.Penetration(product) * (1 - market.Truth.Lapse(product)!.Value);
}
