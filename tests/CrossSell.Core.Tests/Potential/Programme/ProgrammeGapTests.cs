using CrossSell.Ledger;

namespace CrossSell.Tests.Potential.Programme;

public class ProgrammeGapTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_seller_is_judged_by_what_the_others_sell_to_customers_like_his()
    {
        // 100 young, of whom the other seller's 50 have it 10 times; 60 old, of whom his 20 have it 12 times.
        var book = new Book();
        book.Add("anna", "young", customers: 50, owners: 5);
        book.Add("anna", "old", customers: 40, owners: 8);
        book.Add("bert", "young", customers: 50, owners: 10);
        book.Add("bert", "old", customers: 20, owners: 12);
        ProgrammeGaps gaps = book.Gaps(new ProgrammeOptions { Shrinkage = 0 });
        ProgrammeCell anna = gaps.Sellers.Single(c => c.Group == "anna");
        ProgrammeCell bert = gaps.Sellers.Single(c => c.Group == "bert");

        Assert.Equal((90, 13), (anna.Customers, anna.Owners));
        Assert.Equal((50 * 0.2) + (40 * 0.6), anna.Expected, 1e-9);
        Assert.Equal((50 * 0.1) + (20 * 0.2), bert.Expected, 1e-9);
        Assert.Equal(13 / 34.0, anna.Ratio, 1e-9);
        Assert.Equal(13 / 90.0, anna.Penetration, 1e-12);
        Assert.Equal(34 / 90.0, anna.ExpectedPenetration, 1e-9);
        Assert.InRange(anna.Level, 13, 34);
        Assert.InRange(bert.Level, 9, 22);
        Assert.True(anna.Gap > 0 && bert.Gap < 0);
        Assert.Equal(anna.Gap * 40, anna.Stake, 1e-9);
        ProductGap gap = gaps.Products[0];
        Assert.Equal(GapBasis.Sellers, gap.Basis);
        Assert.InRange(gap.Missing, anna.Gap, anna.Gap * 1.05);
        Assert.True(double.IsNaN(gap.Whole.Expected) && double.IsNaN(gap.Whole.Stake));
    }

    [Fact]
    public void A_seller_of_few_customers_is_no_gap_and_one_of_many_is()
    {
        var book = new Book();
        for (int seller = 0; seller < 12; seller++)
        {
            book.Add($"s{seller:00}", "all", customers: 400, owners: 158 + (seller % 5));
        }

        book.Add("few", "all", customers: 10, owners: 2);
        book.Add("many", "all", customers: 1_000, owners: 200);
        ProgrammeGaps gaps = book.Gaps();
        ProgrammeCell few = gaps.Sellers.Single(c => c.Group == "few");
        ProgrammeCell many = gaps.Sellers.Single(c => c.Group == "many");

        Assert.Equal(few.Penetration, many.Penetration);
        Assert.InRange(few.Gap / few.Customers, -0.01, 0.06);
        Assert.True(few.GapLower < 0);
        Assert.InRange(many.Gap / many.Customers, 0.14, 0.20);
        Assert.True(many.GapLower > 0);
    }

    [Fact]
    public void Against_a_model_the_interval_of_equal_probabilities_is_Wilsons()
    {
        var book = new Book();
        book.Add("anna", "all", customers: 80, owners: 13);
        ProgrammeGaps gaps = book.Gaps(new ProgrammeOptions { Expected = (_, _) => 0.25, ConfidenceLevel = 0.95 });
        ProgrammeCell whole = gaps.Products[0].Whole;
        (double p, double n, double z) = (13 / 80.0, 80, 1.959963984540054);
        double centre = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        double half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));

        Assert.Equal(GapBasis.Model, gaps.Products[0].Basis);
        Assert.Equal(20, whole.Expected, 1e-9);
        Assert.Equal((centre - half) / 0.25, whole.RatioLower, 1e-6);
        Assert.Equal((centre + half) / 0.25, whole.RatioUpper, 1e-6);
        Assert.InRange(whole.Level, 13, 20);
        Assert.Equal(whole.Gap * 40, gaps.Products[0].Stake, 1e-9);
    }

    [Fact]
    public void Nobody_and_everybody_having_it_are_intervals_too()
    {
        var none = new Book();
        none.Add("anna", "all", 30, 0);
        var every = new Book();
        every.Add("anna", "all", 30, 30);
        ProgrammeCell lacking = none.Gaps(new ProgrammeOptions { Expected = (_, _) => 0.2 }).Products[0].Whole;
        ProgrammeCell full = every.Gaps(new ProgrammeOptions { Expected = (_, _) => 0.2 }).Products[0].Whole;

        Assert.Equal((0, 0), (lacking.Ratio, lacking.RatioLower));
        Assert.InRange(lacking.RatioUpper, 0.3, 1);
        Assert.Equal(5, full.RatioUpper, 1e-9);
        Assert.InRange(full.Level, 15, 30);
    }

    [Fact]
    public void Offers_of_the_ledger_tell_what_was_never_offered()
    {
        var book = new Book();
        book.Add("anna", "all", 10, 3);
        book.Add("bert", "all", 10, 3);
        Offer offer = new() { Id = "1", Customer = new("anna/all/7"), Product = new("p"), EquivalenceSet = "p", CreatedAt = _now.AddDays(-3), State = OfferState.Declined };
        ProgrammeGaps unknown = book.Gaps();
        ProgrammeGaps offered = book.Gaps(new ProgrammeOptions { Offers = [offer, offer with { Id = "2" }] });
        ProgrammeGaps draft = book.Gaps(new ProgrammeOptions { Offers = [offer with { State = OfferState.Draft }] });
        ProgrammeGaps late = book.Gaps(new ProgrammeOptions { Offers = [offer with { CreatedAt = _now.AddDays(1) }] });

        Assert.Null(unknown.Products[0].Whole.Offered);
        Assert.Empty(unknown.NeverOffered);
        Assert.Equal([1, 0], offered.Sellers.Select(c => c.Offered ?? -1));
        Assert.Equal([false, true], offered.Sellers.Select(c => c.IsNeverOffered));
        Assert.Empty(offered.NeverOffered);
        Assert.Equal("p", Assert.Single(draft.NeverOffered).Id.Value);
        Assert.Single(late.NeverOffered);
        Assert.Equal(1, offered.Breadth[0].Offered);
    }

    [Fact]
    public void Only_those_who_could_have_it_count_and_owners_always_do()
    {
        var book = new Book();
        book.Add("anna", "all", 20, 4);
        book.Add("bert", "all", 20, 4);
        ProgrammeGaps gaps = book.Gaps(new ProgrammeOptions { CouldHave = (customer, _) => customer >= 20 });

        Assert.Equal([4, 20], gaps.Sellers.Select(c => c.Customers));
        Assert.Equal(1, gaps.Sellers[0].Penetration);
    }

    [Fact]
    public void A_seller_who_sells_one_product_has_a_narrow_programme()
    {
        ProductCatalog catalog = new(Enumerable.Range(0, 4).Select(i => new Product { Id = new($"p{i}") }));
        var builder = new PurchaseHistoryBuilder();
        for (int i = 0; i < 8; i++)
        {
            builder.Add(new Purchase { Customer = $"a{i}", Product = "p0", Seller = "narrow", Time = _now.UtcDateTime.AddDays(-9) });
            builder.Add(new Purchase { Customer = $"b{i}", Product = $"p{i % 4}", Seller = "broad", Time = _now.UtcDateTime.AddDays(-9) });
            builder.Add(new Purchase { Customer = $"b{i}", Product = $"p{i % 4}", Seller = "late", Time = _now.UtcDateTime.AddDays(9) });
        }

        PurchaseHistory history = builder.Build();
        CustomerGroups sellers = ProgrammeGaps.SellersOf(history, _now);
        ProgrammeGaps gaps = ProgrammeGaps.Of(history, catalog, _now, new ProgrammeOptions { Sellers = sellers });

        Assert.Equal(["broad", "narrow"], sellers.Names);
        Assert.Equal([4, 1, 4], gaps.Breadth.Select(b => b.Products));
        Assert.Equal([4, 1, 256.0 / (100 + 4 + 4 + 4)], gaps.Breadth.Select(b => b.EffectiveProducts));
        Assert.Equal([0.75, 1, 14 / 16.0], gaps.Breadth.Select(b => b.TopShare));
        Assert.True(double.IsNaN(gaps.Products[0].Stake));
        Assert.True(gaps.Products[0].Missing >= gaps.Products[^1].Missing);
    }

    [Fact]
    public void What_ended_is_not_owned_and_equivalents_are()
    {
        ProductCatalog catalog = new(
        [
            new Product { Id = new("held"), EquivalenceSet = "same" }, new Product { Id = new("trip"), Kind = ProductKind.Repurchasable }, new Product { Id = new("twin"), EquivalenceSet = "same" },
        ]);
        var builder = new PurchaseHistoryBuilder();
        builder.Add(new Purchase { Customer = "1", Product = "held", Time = _now.UtcDateTime.AddDays(-900), HeldUntil = _now.UtcDateTime.AddDays(-1) });
        builder.Add(new Purchase { Customer = "2", Product = "twin", Time = _now.UtcDateTime.AddDays(-900) });
        builder.Add(new Purchase { Customer = "2", Product = "trip", Time = _now.UtcDateTime.AddDays(-10) });
        builder.Add(new Purchase { Customer = "3", Product = "trip", Time = _now.UtcDateTime.AddDays(-500) });
        ProgrammeGaps gaps = ProgrammeGaps.Of(builder.Build(), catalog, _now);

        Assert.Equal([1, 1, 1], gaps.Products.OrderBy(p => p.Product).Select(p => p.Whole.Owners));
        Assert.All(gaps.Products, p => Assert.Equal(GapBasis.None, p.Basis));
    }

    [Fact]
    public void Nobody_at_all_and_one_seller_alone_cannot_be_compared()
    {
        ProgrammeGaps nobody = ProgrammeGaps.Of(new PurchaseHistoryBuilder().Build(), Book.Catalog, _now);
        var book = new Book();
        book.Add("anna", "all", 5, 2);
        ProgrammeGaps one = book.Gaps();

        Assert.True(double.IsNaN(nobody.Products[0].Whole.Penetration));
        Assert.Equal(GapBasis.None, one.Products[0].Basis);
        Assert.True(double.IsNaN(one.Sellers[0].Ratio) && double.IsNaN(one.Products[0].Stake));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var book = new Book();
        book.Add("anna", "all", 5, 2);

        Assert.Equal(5, new ProgrammeOptions { RepurchaseWindow = TimeSpan.FromDays(-1), Shrinkage = -1, PriorDeviation = 0, ConfidenceLevel = 1, MaxThreads = 0 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => book.Gaps(new ProgrammeOptions { Shrinkage = double.NaN }));
        Assert.Contains("Peers", Assert.Throws<ArgumentException>(() => book.Gaps(new ProgrammeOptions { Peers = CustomerGroups.OneOf(4) })).Message, StringComparison.Ordinal);
        Assert.Contains("1.5", Assert.Throws<ArgumentException>(() => book.Gaps(new ProgrammeOptions { Expected = (_, _) => 1.5 })).Message, StringComparison.Ordinal);
    }

    /// <summary>A book of one product of margin 40, made group by group.</summary>
    private sealed class Book
    {
        private readonly PurchaseHistoryBuilder _builder = new();
        private readonly List<string> _sellers = [];
        private readonly List<string> _segments = [];
        private PurchaseHistory? _history;

        public static ProductCatalog Catalog { get; } = new([new Product { Id = new("p"), Margin = 40 }]);

        public void Add(string seller, string segment, int customers, int owners)
        {
            for (int i = 0; i < customers; i++)
            {
                _builder.Add(new Purchase { Customer = $"{seller}/{segment}/{i}", Product = i < owners ? "p" : "other", Time = _now.UtcDateTime.AddDays(-30) });
                _sellers.Add(seller);
                _segments.Add(segment);
            }
        }

        public ProgrammeGaps Gaps(ProgrammeOptions? options = null) => ProgrammeGaps.Of(
            _history ??= _builder.Build(), Catalog, _now, (options ?? new ProgrammeOptions()) with { Sellers = CustomerGroups.Of(_sellers), Peers = options?.Peers ?? CustomerGroups.Of(_segments) });
    }
}
