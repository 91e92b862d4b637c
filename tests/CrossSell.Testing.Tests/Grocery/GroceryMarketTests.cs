using System.Security.Cryptography;
using CrossSell.Testing.Grocery;

namespace CrossSell.Testing.Tests.Grocery;

public sealed class GroceryMarketTests
{
    private static readonly GroceryMarket s_market = GroceryMarket.Generate(new() { Seed = 20260101 });
    private static readonly (GroceryBasket Basket, HashSet<string> Products)[] s_baskets =
        [.. s_market.Baskets().Select(b => (b, b.Items.Select(i => i.Product).ToHashSet(StringComparer.Ordinal)))];

    [Fact]
    public void Every_planted_pair_shows_its_confidence_and_base_probability()
    {
        Assert.Equal(16, GroceryMarket.Rules.Count);
        foreach (PlantedRule rule in GroceryMarket.Rules)
        {
            var with = s_baskets.Where(b => b.Products.IsSupersetOf(rule.Antecedents)).ToArray();
            int both = with.Count(b => b.Products.Contains(rule.Consequent));
            AssertShare(rule.Confidence, both, with.Length, rule.Consequent);
            AssertShare(rule.BaseProbability, s_baskets.Count(b => b.Products.Contains(rule.Consequent)) - both, s_baskets.Length - with.Length, rule.Consequent + " (base)");
        }
    }

    [Fact]
    public void Antecedents_stand_before_their_followers_and_the_filler_drives_nothing()
    {
        for (int i = 0; i < GroceryProducts.All.Count; i++)
        {
            Assert.All(GroceryProducts.Antecedents[i], a => Assert.True(a < i));
            Assert.DoesNotContain(GroceryProducts.Filler, GroceryProducts.All[i].Antecedents);
        }

        Assert.Empty(GroceryProducts.All.Single(p => p.Id == GroceryProducts.Filler).Antecedents);
        Assert.Equal(62, GroceryMarket.ToCatalog().Count);
    }

    [Fact]
    public void Baskets_keep_the_ranges()
    {
        DateTime day = DateTime.MinValue;
        foreach ((GroceryBasket basket, HashSet<string> products) in s_baskets)
        {
            Assert.NotEmpty(basket.Items);
            Assert.Equal(products.Count, basket.Items.Count);
            Assert.All(basket.Items, i => Assert.True(i.Quantity is >= 1 and <= 3 && i.Revenue > 0));
            Assert.NotEqual(DayOfWeek.Sunday, basket.PaidAt.DayOfWeek);
            Assert.InRange(basket.PaidAt.Hour, 7, 20);
            Assert.True(basket.PaidAt.Date >= day);
            day = basket.PaidAt.Date;
        }

        Assert.Equal(new DateTime(2025, 12, 27), day);
        AssertShare(0.3, s_baskets.Count(b => b.Basket.Customer is null), s_baskets.Length, "anonymous");
    }

    [Fact]
    public void Saturday_is_the_fullest_day_and_seasons_and_mornings_show()
    {
        Assert.Equal(52 * 52, s_baskets.Count(b => b.Basket.PaidAt.DayOfWeek == DayOfWeek.Saturday));
        Assert.Equal(52 * 32, s_baskets.Count(b => b.Basket.PaidAt.DayOfWeek == DayOfWeek.Monday));
        Assert.True(Share("charcoal", b => b.PaidAt.Month == 7) > 4 * Share("charcoal", b => b.PaidAt.Month == 1));
        Assert.True(Share("rolls", b => b.PaidAt.Hour < 10) > 2 * Share("rolls", b => b.PaidAt.Hour >= 10));

        double Share(string product, Func<GroceryBasket, bool> when)
            => s_baskets.Where(b => when(b.Basket)).Average(b => b.Products.Contains(product) ? 1.0 : 0);
    }

    [Fact]
    public void A_small_market_is_the_beginning_of_a_large_one_in_any_order_on_any_thread()
    {
        GroceryMarket small = GroceryMarket.Generate(new() { Seed = 20260101, Baskets = 500 });
        string[] parallel = new string[500];
        Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[499 - i] = Text(small.Basket(500 - i)));
        Assert.Equal(s_baskets.Take(500).Select(b => Text(b.Basket)), parallel);
        Assert.NotEqual(parallel[0], Text(GroceryMarket.Generate(new() { Seed = 2 }).Basket(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => small.Basket(501));

        static string Text(GroceryBasket b) => b with { Items = [] } + string.Join(';', b.Items);
    }

    [Fact]
    public void The_history_holds_every_item_and_every_basket()
    {
        GroceryMarket market = GroceryMarket.Generate(new() { Baskets = 700 });
        PurchaseHistory history = market.ToHistory();
        Assert.Equal(market.Baskets().Sum(b => b.Items.Count), history.Count);
        Assert.Equal(700, history.BasketCount);
    }

    [Fact]
    public void All_faults_of_the_options_are_told_at_once()
    {
        GroceryMarketOptions options = new() { Baskets = 0, Customers = 1_000_000, StartOn = new DateOnly(2025, 1, 1) };
        Assert.Equal(3, options.Validate().Count);
        Assert.Contains("StartOn is 2025-01-01; it must be a Monday", Assert.Throws<ArgumentException>(() => GroceryMarket.Generate(options)).Message, StringComparison.Ordinal);
    }

    /// <summary>The bytes of the first supermarkets, pinned: samples and their texts rest on them.</summary>
    [Theory]
    [InlineData("products.csv", "312b6d993856a1a94a36120c1c21d177e2f1f3b6f2538feb1b90377fc999e734")]
    [InlineData("purchases.csv", "ba7023a72819f15a079a3a3b18350af5b32c48c654a9d52aaec2eb009ee45d21")]
    [InlineData("truth.json", "c62aeaf23ae2b757e100d11084f7cbaa09f48ddfe526d0bc8c1647e2f3afa003")]
    public async Task The_bytes_of_seed_42_with_300_baskets_stay_as_they_are(string file, string sha256)
    {
        using TempFolder folder = new();
        GroceryMarket market = GroceryMarket.Generate(new() { Baskets = 300, Seed = 42 });
        MarketFilesProgress written = await MarketFiles.WriteAsync(market, folder.Path);
        Assert.Equal(written.Purchases + 1, File.ReadLines(folder["purchases.csv"]).LongCount());
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
        string seen = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(folder[file])));
        Assert.True(seen == sha256, $"{file} is {seen}");
    }

    private static void AssertShare(double share, int count, int n, string what)
    {
        double bound = 4.2 * Math.Sqrt(share * (1 - share) / n);
        Assert.True(Math.Abs(((double)count / n) - share) <= bound, $"{what}: seen {(double)count / n:F4} ({count} of {n}), planted {share:F4} +- {bound:F4}");
    }
}
