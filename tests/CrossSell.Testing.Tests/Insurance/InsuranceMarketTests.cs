using CrossSell.Testing.Insurance;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Testing.Tests.Insurance;

public sealed class InsuranceMarketTests
{
    [Fact]
    public void Every_customer_of_every_seed_keeps_the_ranges()
        => Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<PositiveInt>(), (seed, n) =>
        {
            InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = InsuranceMarket.MaxCustomers, Seed = seed });
            return KeepsTheRanges(market, market.Customer(n.Get * 1_000_003 % InsuranceMarket.MaxCustomers is var i && i > 0 ? i : n.Get));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Short_and_long_periods_keep_the_ranges()
    {
        foreach (int years in new[] { 2, 7, 20 })
        {
            InsuranceMarket market = InsuranceMarket.Generate(new()
            {
                Customers = 300, Seed = years, StartOn = new DateOnly(2000, 2, 29), EndOn = new DateOnly(2000, 2, 29).AddYears(years),
            });
            Assert.All(market.Customers(), customer => Assert.True(KeepsTheRanges(market, customer)));
        }
    }

    [Fact]
    public void A_small_market_is_the_beginning_of_a_large_one()
    {
        InsuranceMarket small = InsuranceMarket.Generate(new() { Customers = 300, Seed = 7 });
        InsuranceMarket large = InsuranceMarket.Generate(new() { Customers = 30_000, Seed = 7 });
        Assert.Equal(small.Customers().Select(Text), large.Customers().Take(300).Select(Text));
    }

    [Fact]
    public void Any_order_and_any_thread_makes_the_same_customers()
    {
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 400, Seed = -3 });
        string[] inOrder = [.. market.Customers().Select(Text)];
        string[] backwards = [.. Enumerable.Range(1, 400).Reverse().Select(i => Text(market.Customer(i))).Reverse()];
        string[] parallel = new string[400];
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[i] = Text(market.Customer(i + 1)));
        Assert.Equal(inOrder, backwards);
        Assert.Equal(inOrder, parallel);
    }

    [Fact]
    public void Another_seed_makes_another_market()
    {
        string[] one = [.. InsuranceMarket.Generate(new() { Customers = 50, Seed = 1 }).Customers().Select(Text)];
        string[] two = [.. InsuranceMarket.Generate(new() { Customers = 50, Seed = 2 }).Customers().Select(Text)];
        Assert.DoesNotContain(one, two.Contains);
    }

    [Fact]
    public void The_history_holds_every_contract()
    {
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 500, Seed = 5 });
        PurchaseHistory history = market.ToHistory();
        Assert.Equal(market.Customers().Sum(c => c.Contracts.Count), history.Count);
        Assert.Equal(market.Customers().Count(c => c.Contracts.Count > 0), history.Customers.Count);
        Assert.Equal(market.Purchases().Select(p => p.Basket).Distinct(StringComparer.Ordinal).Count(), history.BasketCount);
        Assert.Equal(history.Count, market.Purchases().Count());
    }

    [Fact]
    public void The_catalogue_speaks_german_and_english_and_knows_every_product()
    {
        ProductCatalog catalog = InsuranceMarket.ToCatalog();
        Assert.Equal(InsuranceProducts.All.Select(p => p.Id), catalog.Select(p => p.Id.Value));
        Assert.True(catalog.TryGet(new ProductId("building"), out Product? building));
        Assert.Equal("Building insurance", building.Name.Default);
        Assert.Equal("Wohngebäudeversicherung", building.Name.For(System.Globalization.CultureInfo.GetCultureInfo("de-DE")));
        Assert.Equal("travel-cancellation", Assert.Single(catalog, p => p.Kind == ProductKind.Repurchasable).Id.Value);
        Assert.All(catalog, p => Assert.True(p.Margin > 0 && p.Category is not null));
    }

    [Fact]
    public void A_rule_comes_after_its_antecedents_and_one_with_two_antecedents_has_no_followers()
    {
        // The drawing of the sales and the exact probabilities rest on both.
        for (int i = 0; i < InsuranceProducts.All.Count; i++)
        {
            InsuranceProductSpec spec = InsuranceProducts.All[i];
            Assert.True(spec.Book is null != spec.Link is null, spec.Id);
            foreach (int a in InsuranceProducts.Antecedents[i])
            {
                InsuranceProductSpec antecedent = InsuranceProducts.All[a];
                Assert.True(a < i, spec.Id);
                Assert.True(antecedent.Link is null or { Antecedents.Length: 1 }, spec.Id);
                Assert.True(InsuranceProducts.Antecedents[i].Length == 1 || antecedent.Book is not null, spec.Id);
            }
        }

        Assert.Single(InsuranceProducts.Antecedents, a => a.Length == 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000_000)]
    public void An_impossible_number_of_customers_is_named(int customers)
        => Assert.Contains(
            $"Customers is {customers}; it must be 1 to 99999999.",
            Assert.Throws<ArgumentException>(() => InsuranceMarket.Generate(new() { Customers = customers })).Message, StringComparison.Ordinal);

    [Fact]
    public void All_faults_of_the_options_are_told_at_once()
    {
        InsuranceMarketOptions options = new() { Customers = 0, StartOn = new DateOnly(2025, 1, 1), EndOn = new DateOnly(2026, 12, 31) };
        Assert.Equal(2, options.Validate().Count);
        Assert.Contains("2025-01-01 to 2026-12-31", Assert.Throws<ArgumentException>(() => InsuranceMarket.Generate(options)).Message, StringComparison.Ordinal);
        Assert.Empty(new InsuranceMarketOptions().Validate());
    }

    [Fact]
    public void A_customer_that_is_not_there_is_refused()
    {
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => market.Customer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => market.Customer(4));
        Assert.Contains("no product 'house'", Assert.Throws<ArgumentException>(() => market.Truth.Penetration("house")).Message, StringComparison.Ordinal);
    }

    private static bool KeepsTheRanges(InsuranceMarket market, InsuranceCustomer c)
    {
        Assert.InRange(c.Age, 18, 85);
        Assert.InRange(c.Income, 5_000, 150_000);
        Assert.Equal(0, c.Income % 100);
        Assert.InRange(c.HouseholdSize, 1, 5);
        Assert.InRange(c.Children, 0, c.HouseholdSize - 1);
        Assert.Contains(c.Gender, InsurancePopulation.Genders);
        Assert.Contains(c.Region, InsurancePopulation.Regions.Select(r => r.Name));
        Assert.InRange(c.CustomerSince, market.StartOn, market.EndOn.AddDays(-365));
        Assert.Equal(c.Contracts.OrderBy(k => k.SignedOn), c.Contracts);
        foreach (InsuranceContract contract in c.Contracts)
        {
            Assert.InRange(contract.SignedOn, c.CustomerSince, market.EndOn.AddDays(-1));
            Assert.True(contract.Until is null || contract.Until > contract.SignedOn);
            Assert.InRange(contract.Premium, 10, 10_000);
            Assert.Equal(contract.Channel == "online", contract.Seller is null);
            Assert.Contains(contract.Channel, InsuranceMarket.Channels);
            Assert.True(contract.Seller is null || InsuranceMarket.Sellers.Contains(contract.Seller));
        }

        // Held products once, trips at most once a day; one basket is one day, one seller, one channel.
        Assert.All(
            c.Contracts.GroupBy(k => k.Product),
            g => Assert.Equal(g.Key == "travel-cancellation" ? g.Select(k => k.SignedOn).Distinct().Count() : 1, g.Count()));
        Assert.All(
            c.Contracts.GroupBy(k => k.Basket),
            g => Assert.Single(g.Select(k => (k.SignedOn, k.Seller, k.Channel)).Distinct()));
        return true;
    }

    private static string Text(InsuranceCustomer c) => c with { Contracts = [] } + string.Join(';', c.Contracts);
}
