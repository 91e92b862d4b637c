using System.Globalization;

namespace CrossSell.ML.Tests;

/// <summary>A model that says when: from a pipeline, in a file, bound to a history.</summary>
public sealed class ModelTimingTests
{
    private static readonly PurchaseHistory s_history = PlantedTiming.History(PlantedTiming.Draw(600, 900, seed: 5));
    private static readonly ProductCatalog s_catalog = new(
        [.. new[] { "case", "contract", "magazine", "phone", "start" }.Select(id => new Product
        {
            Id = new ProductId(id),
            Name = new LocalizedText(id).With("de", id == "case" ? "Schutzhülle" : id == "phone" ? "Handy" : id),
            Kind = id is "contract" or "magazine" ? ProductKind.Repurchasable : ProductKind.Held,
        })]);
    private static readonly CrossSellModel s_model = Fit(s_history);

    [Fact]
    public void Every_offer_has_the_moment_that_the_timing_gives_for_what_the_customer_bought()
    {
        ProductTiming timing = new ProductTimingTrainer().Train(s_history);
        DateTime now = s_history.LastTime!.Value;
        var known = PurchaseMatrix.Of(s_history);
        int later = 0;
        foreach (CustomerRecommendations customer in s_model.RecommendAll(5))
        {
            int place = s_history.Customers.IndexOf(customer.Customer.Value);
            CustomerPurchases bought = known[place];
            var purchases = new CustomerPurchases(bought.Products, bought.Baskets, bought.First, bought.Last, now.Ticks);
            foreach (Recommendation offer in customer.Offers)
            {
                TimingMoment expected = timing.BestMoment(purchases, s_history.Products.IndexOf(offer.Product.Value), now, TimeSpan.FromDays(180));
                OfferMoment moment = offer.BestMoment!;
                Assert.Equal((expected.From, expected.To, expected.Probability, expected.Lower, expected.Upper, expected.ProbabilityNow), (moment.From, moment.To, moment.Probability, moment.Lower, moment.Upper, moment.ProbabilityNow));
                Assert.Equal(expected.Trigger is { } trigger ? s_history.Products[trigger.Cause] : null, moment.Trigger?.Value);
                Assert.Equal(expected.Reason(at => s_history.Products[at], CultureInfo.InvariantCulture), moment.ToString());
                Assert.Equal(moment.From == now, moment.IsNow);
                later += moment.IsNow ? 0 : 1;
            }
        }

        Assert.True(later > 20, $"{later} offers are better made later");
    }

    [Fact]
    public void One_customer_asked_for_says_the_same_as_all_and_names_stand_in_the_reader_s_language()
    {
        Recommendation soon = s_model.RecommendAll(5).SelectMany(customer => customer.Offers).First(offer => offer.BestMoment!.Trigger?.Value == "phone");
        CustomerRecommendations who = s_model.RecommendAll(5).First(customer => customer.Offers.Any(offer => offer.BestMoment!.Trigger?.Value == "phone"));
        OfferMoment one = s_model.Recommend(who.Customer, 5).Single(offer => offer.Product == soon.Product).BestMoment!;
        OfferMoment asked = s_model.BestMoment(who.Customer, soon.Product)!;

        Assert.Equal(soon.BestMoment!.From, one.From);
        Assert.Equal(one.Probability, asked.Probability);
        Assert.Matches(@"^Kunden, die Handy gekauft haben, kaufen Schutzhülle am häufigsten .+ danach, \d+,\d-mal so häufig wie sonst\.$", asked.Reason(CultureInfo.GetCultureInfo("de-CH")));
        Assert.Throws<ArgumentException>(() => s_model.BestMoment(who.Customer, new ProductId("boat")));
    }

    [Fact]
    public void Order_scores_and_reasons_are_those_of_the_model_without_timing()
    {
        CrossSellModel without = new CrossSellPipelineBuilder().Build().Fit(s_history, s_catalog);

        Assert.Null(without.Timing);
        Assert.All(without.RecommendAll(3).SelectMany(customer => customer.Offers), offer => Assert.Null(offer.BestMoment));
        Assert.Equal(Offers(without, moments: false), Offers(s_model, moments: false));
        Assert.Equal(s_model.ToBytes(), without.TimedBy(new ProductTimingTrainer()).ToBytes());
        Assert.Equal(Offers(s_model), Offers(without.TimedBy(new ProductTimingTrainer())));
    }

    [Fact]
    public void A_file_keeps_the_moments_and_the_settings_and_names_no_customer()
    {
        CrossSellModel model = Fit(s_history, moments => (moments.WithinDays, moments.WindowDays) = (30, 7));
        byte[] bytes = model.ToBytes();
        CrossSellModel loaded = CrossSellModel.FromBytes(bytes).Bind(s_history);

        Assert.Equal(bytes, loaded.ToBytes());
        Assert.Equal(Offers(model), Offers(loaded));
        Assert.All(loaded.RecommendAll(5).SelectMany(customer => customer.Offers), offer => Assert.Equal(7, (offer.BestMoment!.To - offer.BestMoment.From).TotalDays));
        Assert.True(loaded.RecommendAll(5).SelectMany(customer => customer.Offers).Max(offer => offer.BestMoment!.From) <= s_history.LastTime!.Value.AddDays(30));
        Assert.DoesNotContain("c17", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_changed_byte_of_the_file_is_noticed()
    {
        byte[] bytes = s_model.ToBytes();
        for (int at = 0; at < bytes.Length; at += at < 700 ? 3 : Math.Max(1, bytes.Length / 400))
        {
            bytes[at] ^= 0x10;
            Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(bytes));
            bytes[at] ^= 0x10;
        }
    }

    [Fact]
    public void One_and_two_threads_learn_the_same_bytes() => Assert.Equal(
        Learn(threads: 1).ToBytes(),
        Learn(threads: 2).ToBytes());

    [Fact]
    public void Purchases_without_times_and_baskets_say_no_moment()
    {
        PurchaseHistory timeless = PlantedTiming.History(PlantedTiming.Draw(60, 500, seed: 2).Select(purchase => purchase with { Time = null }));
        CrossSellModel model = Fit(timeless);

        Assert.Null(model.Timing);
        Assert.Equal(new CrossSellPipelineBuilder().Build().Fit(timeless, s_catalog).ToBytes(), model.ToBytes());
        Assert.All(s_model.RecommendWith([new ProductId("phone")], 3), offer => Assert.Null(offer.BestMoment));
        Assert.All(s_model.Bind(timeless).Recommend(new CustomerId("c1"), 3), offer => Assert.Null(offer.BestMoment));
        Assert.All(s_model.Bind(s_history, DateTime.MaxValue).Recommend(new CustomerId("c1"), 3), offer => Assert.Null(offer.BestMoment));
        Assert.All(s_model.Recommend(new CustomerId("nobody"), 3), offer => Assert.True(offer.BestMoment is { IsNow: true, Trigger: null }));
    }

    [Fact]
    public void At_an_earlier_instant_later_purchases_are_not_seen()
    {
        DateTime instant = PlantedTiming.Start.AddDays(600);
        PurchaseHistory past = PlantedTiming.History(PlantedTiming.Draw(600, 900, seed: 5).Where(purchase => purchase.Time <= instant));

        foreach (string customer in past.Customers.Take(200))
        {
            OfferMoment all = s_model.Bind(s_history, instant).BestMoment(new CustomerId(customer), new ProductId("case"))!;
            OfferMoment known = s_model.Bind(past, instant).BestMoment(new CustomerId(customer), new ProductId("case"))!;
            Assert.Equal((known.From, known.Probability, known.ToString()), (all.From, all.Probability, all.ToString()));
        }
    }

    [Fact]
    public void A_contract_that_has_ended_still_sets_off_its_renewal()
    {
        PurchaseHistory ended = PlantedTiming.History([new Purchase { Customer = "x", Product = "contract", Time = PlantedTiming.Start, HeldUntil = PlantedTiming.Start.AddDays(200) }]);
        OfferMoment moment = s_model.Bind(ended, PlantedTiming.Start.AddDays(300)).BestMoment(new CustomerId("x"), new ProductId("contract"))!;

        Assert.Equal("contract", moment.Trigger?.Value);
        Assert.InRange((moment.From - PlantedTiming.Start).TotalDays, 330, 380);
    }

    [Fact]
    public void Settings_out_of_range_are_named_all_at_once()
    {
        CrossSellPipelineBuilder wrong = new CrossSellPipelineBuilder().LearnTiming(new ProductTimingTrainer(), moments => (moments.WithinDays, moments.WindowDays) = (-1, 4_000));
        string message = Assert.Throws<ArgumentException>(wrong.Build).Message;

        Assert.Contains("WithinDays is -1", message, StringComparison.Ordinal);
        Assert.Contains("WindowDays is 4000", message, StringComparison.Ordinal);
        Assert.Contains("WindowDays is 0", Assert.Throws<ArgumentException>(() => s_model.TimedBy(new ProductTimingTrainer(), new MomentOptions { WindowDays = 0 })).Message, StringComparison.Ordinal);
    }

    private static CrossSellModel Fit(PurchaseHistory history, Action<MomentOptions>? moments = null) =>
        new CrossSellPipelineBuilder().LearnTiming(new ProductTimingTrainer(), moments).Build().Fit(history, s_catalog);

    private static CrossSellModel Learn(int threads) =>
        new CrossSellPipelineBuilder().LearnTiming(new ProductTimingTrainer(new ProductTimingOptions { MaxThreads = threads })).Build().Fit(s_history, s_catalog);

    private static List<string> Offers(CrossSellModel model, bool moments = true) =>
    [
        .. model.RecommendAll(4).SelectMany(customer => customer.Offers.Select(offer => string.Create(
            CultureInfo.InvariantCulture, $"{customer.Customer} {offer.Rank} {offer.Product} {offer.Score:R} {offer.Reason} {(moments ? $"{offer.BestMoment!.From:O} {offer.BestMoment.Probability:R} {offer.BestMoment}" : "")}"))),
    ];
}
