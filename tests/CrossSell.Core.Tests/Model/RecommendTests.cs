using System.Globalization;

namespace CrossSell.Core.Tests.Model;

public sealed class RecommendTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public void Three_of_four_with_building_insurance_have_household_insurance_so_the_fourth_is_offered_it()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), SmallMarket.InsuranceCatalog());

        Recommendation first = model.Recommend(new CustomerId("C-07"), 3)[0];

        Assert.Equal(1, first.Rank);
        Assert.Equal("household", first.Product.Value);
        Assert.Equal(0.75, first.Score);
        Assert.Equal(OfferEvidence.Rule, first.Evidence);
        Assert.Equal("{building} => {household} (confidence 0.75, lift 2.14, 6 of 8)", first.Rule!.ToString());
        Assert.Null(first.Propensity);
    }

    [Fact]
    public void The_reason_is_a_sentence_in_English_and_in_German()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), SmallMarket.InsuranceCatalog());

        Reason reason = model.Recommend(new CustomerId("C-07"), 1)[0].Reason;

        Assert.Equal("75% of customers with building insurance also have household contents insurance (6 of 8, 2.1 times the share among all).", reason.ToString());
        Assert.Equal("75 % der Kunden mit Wohngebäudeversicherung haben auch Hausratversicherung (6 von 8, das 2,1-Fache des Anteils unter allen).", reason.In(German));
    }

    [Fact]
    public void A_customer_whom_the_history_does_not_know_gets_what_is_popular_and_is_told_so()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), SmallMarket.InsuranceCatalog());

        IReadOnlyList<Recommendation> offers = model.Recommend(new CustomerId("nobody"), 9);

        Assert.Equal(["liability", "building", "household"], offers.Select(o => o.Product.Value));
        Assert.All(offers, o => Assert.Equal(OfferEvidence.ColdStart, o.Evidence));
        Assert.All(offers, o => Assert.Null(o.Rule));
        Assert.StartsWith("No purchases of this customer are known that a rule could use; 60% of all customers have private liability insurance (12 of 20).", offers[0].Reason.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Von diesem Kunden sind keine Käufe bekannt", offers[0].Reason.In(German), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_rule_speaks_for_is_offered_by_popularity_and_the_reason_says_so()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), SmallMarket.InsuranceCatalog());

        Recommendation offer = model.Recommend(new CustomerId("C-20"), 3).Single(o => o.Product.Value == "liability");

        Assert.Equal(OfferEvidence.Popularity, offer.Evidence);
        Assert.Equal("Popular: 60% of all customers have private liability insurance (12 of 20).", offer.Reason.ToString());
    }

    [Fact]
    public void Exclusions_name_what_is_owned_what_is_not_for_sale_and_what_nobody_bought()
    {
        PurchaseHistory history = SmallMarket.Insurance();
        var withoutLiability = new ProductCatalog(SmallMarket.InsuranceCatalog().Where(p => p.Id.Value != "liability"));
        CrossSellModel model = SmallMarket.Model(history, withoutLiability);

        IReadOnlyList<Exclusion> exclusions = model.Exclusions(new CustomerId("C-01"));

        Assert.Equal(
            [("building", ExclusionReason.Owned), ("household", ExclusionReason.Owned), ("cyber", ExclusionReason.NoEvidence), ("liability", ExclusionReason.NotInCatalog)],
            exclusions.Select(e => (e.Product.Value, e.Reason)));
        Assert.Equal(new DateTime(2025, 1, 1), exclusions[0].Since);
        Assert.Empty(model.Recommend(new CustomerId("C-01"), 5));
    }

    [Fact]
    public void An_ended_holding_is_neither_owned_nor_evidence()
    {
        PurchaseHistory history = PurchaseHistory.From(
        [
            .. Enumerable.Range(1, 6).SelectMany(c => new[] { Held($"C{c}", "building", null), Held($"C{c}", "household", null) }),
            Held("ended", "building", new DateTime(2024, 12, 31)),
            Held("ends today", "building", new DateTime(2025, 1, 1)),
            Held("ends tomorrow", "building", new DateTime(2025, 1, 2)),
        ]);
        CrossSellModel model = SmallMarket.Model(history).Bind(history, new DateTime(2025, 1, 1));

        Assert.Equal(OfferEvidence.ColdStart, model.Recommend(new CustomerId("ended"), 1)[0].Evidence);
        Assert.Contains(model.Recommend(new CustomerId("ended"), 9), o => o.Product.Value == "building");
        Assert.Contains(model.Recommend(new CustomerId("ends today"), 9), o => o.Product.Value == "building");
        Assert.DoesNotContain(model.Recommend(new CustomerId("ends tomorrow"), 9), o => o.Product.Value == "building");
    }

    [Fact]
    public void A_repurchasable_product_is_evidence_and_may_be_offered_again()
    {
        var catalog = new ProductCatalog([new Product { Id = new ProductId("bread"), Kind = ProductKind.Repurchasable }, new Product { Id = new ProductId("oven") }]);
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(1, 5).SelectMany(c => new[] { Held($"C{c}", "bread", null), Held($"C{c}", "oven", null) }));
        CrossSellModel model = SmallMarket.Model(history, catalog);

        Assert.Equal(["bread"], model.Recommend(new CustomerId("C1"), 5).Select(o => o.Product.Value));
    }

    [Fact]
    public void A_basket_at_the_till_gets_what_goes_with_it_without_a_history()
    {
        byte[] file = SmallMarket.Model(SmallMarket.Insurance(), SmallMarket.InsuranceCatalog()).ToBytes();
        CrossSellModel model = CrossSellModel.FromBytes(file);

        IReadOnlyList<Recommendation> offers = model.RecommendWith([new ProductId("building"), new ProductId("unheard of")], 2);

        Assert.Equal(["household", "liability"], offers.Select(o => o.Product.Value));
        Assert.All(model.RecommendWith([], 9), o => Assert.Equal(OfferEvidence.ColdStart, o.Evidence));
    }

    [Fact]
    public void A_model_without_a_history_says_how_to_give_it_one()
    {
        CrossSellModel model = CrossSellModel.FromBytes(SmallMarket.Model(SmallMarket.Insurance()).ToBytes());

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => model.Recommend(new CustomerId("C-07"), 1));

        Assert.Contains("Bind(history)", error.Message, StringComparison.Ordinal);
        Assert.Null(model.History);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_list_of_no_offers_is_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SmallMarket.Model(SmallMarket.Insurance()).Recommend(new CustomerId("C-07"), count));

    private static Purchase Held(string customer, string product, DateTime? until) =>
        new() { Customer = customer, Product = product, Time = new DateTime(2024, 1, 1), HeldUntil = until };
}
