using System.Globalization;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>A model that ranks by what customers are, too: from a pipeline, in a file, bound to a history, a table and contacts.</summary>
public sealed class AttributeModelTests
{
    private static readonly PlantedAttributes s_market = new(400, seed: 31);
    private static readonly Lazy<CrossSellModel> s_model = new(() => new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).Build().Fit(s_market.History, null, s_market.Customers, s_market.Contacts));

    [Fact]
    public void A_file_gives_the_model_back_byte_for_byte_and_names_no_customer()
    {
        byte[] bytes = s_model.Value.ToBytes();
        CrossSellModel loaded = CrossSellModel.FromBytes(bytes).Bind(s_market.History, s_market.Customers, s_market.Contacts);

        Assert.Equal(bytes, loaded.ToBytes());
        Assert.Equal(Texts(s_model.Value.RecommendAll(4, maxThreads: 1)), Texts(loaded.RecommendAll(4, maxThreads: 2)));
        Assert.NotNull(loaded.Propensity);
        Assert.DoesNotContain("c001", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        for (int at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 100))
        {
            bytes[at] ^= 0x20;
            Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(bytes));
            bytes[at] ^= 0x20;
        }
    }

    [Fact]
    public void The_table_moves_offers_and_reasons_say_so()
    {
        CrossSellModel bare = s_model.Value.Bind(s_market.History);

        Assert.NotEqual(Texts(s_model.Value.RecommendAll(4)), Texts(bare.RecommendAll(4)));
        Assert.Contains(s_model.Value.RecommendAll(4).SelectMany(customer => customer.Offers), offer => offer.Evidence == OfferEvidence.Propensity && offer.Reason.ToString()!.Contains("segment", StringComparison.Ordinal));
        Assert.DoesNotContain(bare.RecommendAll(4).SelectMany(customer => customer.Offers), offer => offer.Evidence == OfferEvidence.Propensity);
        OfferExplanation why = s_model.Value.Explain(new CustomerId(PlantedAttributes.Id(5)), s_model.Value.Recommend(new CustomerId(PlantedAttributes.Id(5)), 1)[0].Product);
        Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(contribution => contribution.Contribution), 1e-9);
    }

    [Fact]
    public void Somebody_who_stands_in_the_table_alone_gets_what_suits_him()
    {
        IReadOnlyList<Recommendation> offers = s_model.Value.Recommend(new CustomerId("prospect"), 3);

        Assert.All(offers, offer => Assert.InRange(int.Parse(offer.Product.Value[1..], CultureInfo.InvariantCulture), 8, 15));
        Assert.Contains(offers, offer => offer.Reason.ToString()!.Contains("segment = coast", StringComparison.Ordinal));
        Assert.All(s_model.Value.Recommend(new CustomerId("nobody"), 3), offer => Assert.Equal(OfferEvidence.ColdStart, offer.Evidence));
    }

    [Fact]
    public void Order_and_propensity_work_together()
    {
        CrossSellModel both = new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).EstimatePropensity(new ProductPropensityTrainer(new ProductPropensityOptions { UseProtected = true }), snapshots => snapshots.Horizon = TimeSpan.FromDays(50)).Build()
            .Fit(s_market.History, null, s_market.Customers);

        Assert.Equal(TimeSpan.FromDays(50), both.Ranking!.Horizon);
        Assert.Contains(both.Propensity!.Fields, field => field.Name == "gender");
        Assert.DoesNotContain(s_model.Value.Propensity!.Fields, field => field.Name == "gender");
        Assert.DoesNotContain(both.RecommendAll(3).SelectMany(customer => customer.Offers), offer => offer.Reason.ToString()!.Contains("gender", StringComparison.Ordinal));
    }

    [Fact]
    public void A_ranking_learned_after_the_rules_is_the_same()
    {
        CrossSellModel rules = new CrossSellPipelineBuilder().Build().Fit(s_market.History).Bind(s_market.History, s_market.Customers, s_market.Contacts);

        Assert.Equal(s_model.Value.ToBytes(), rules.RankedBy(new HybridTrainer()).ToBytes());
    }

    [Fact]
    public void A_table_without_a_column_that_was_learned_from_is_refused_by_name()
    {
        ArgumentException lacking = Assert.Throws<ArgumentException>(() => s_model.Value.Bind(s_market.History, s_market.Customers.SelectColumns("age")));
        Assert.Contains("'segment'", lacking.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'gender'", lacking.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_of_ones_own_are_refused_beside_an_order()
    {
        CrossSellPipelineBuilder both = new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).EstimatePropensity(new ProductPropensityTrainer(), snapshots => snapshots.Snapshots = [new DateTime(2024, 8, 1)]);

        Assert.Contains("Snapshots is set", Assert.Throws<ArgumentException>(both.Build).Message, StringComparison.Ordinal);
    }

    private static List<string> Texts(IEnumerable<CustomerRecommendations> all) =>
        [.. all.SelectMany(customer => customer.Offers.Select(offer => string.Create(CultureInfo.InvariantCulture, $"{customer.Customer} {offer.Rank} {offer.Product} {offer.Score:R} {offer.Reason}")))];
}
