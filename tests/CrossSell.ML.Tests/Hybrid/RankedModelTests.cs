using System.Globalization;
using CrossSell.Testing;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>A model that ranks: from a pipeline, in a file, bound to a history.</summary>
public sealed class RankedModelTests
{
    private static readonly PurchaseHistory s_history = GroceryMarket.Generate(new GroceryMarketOptions { Baskets = 2_000, Customers = 150 }).ToHistory();
    private static readonly Lazy<CrossSellModel> s_model = new(() => Pipeline().Fit(s_history, AsCatalog(held: 40)));

    [Fact]
    public void The_ranking_gives_order_and_probability()
    {
        CrossSellModel model = s_model.Value;
        foreach (string customer in s_history.Customers.Take(30))
        {
            IReadOnlyList<Recommendation> offers = model.Recommend(new CustomerId(customer), 5);

            Assert.Equal(5, offers.Count);
            Assert.Equal(offers.OrderByDescending(offer => offer.Score).Select(offer => offer.Product), offers.Select(offer => offer.Product));
            Assert.All(offers, offer => Assert.Equal(offer.Score, offer.Propensity));
            Assert.All(offers, offer => Assert.Equal(offer.Score, model.Explain(new CustomerId(customer), offer.Product).Probability, 1e-12));
            OfferExplanation why = model.Explain(new CustomerId(customer), offers[0].Product);
            Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(contribution => contribution.Contribution), 1e-9);
        }
    }

    [Fact]
    public void What_is_held_is_never_offered_and_what_may_be_bought_again_is()
    {
        CrossSellModel model = s_model.Value;
        bool again = false;
        foreach (CustomerRecommendations offers in model.RecommendAll(8))
        {
            int customer = s_history.Customers.IndexOf(offers.Customer.Value);
            (int start, int length) = s_history.RowsOf(customer).GetOffsetAndLength(s_history.Count);
            HashSet<string> bought = [.. s_history.ProductOfRow.Slice(start, length).ToArray().Select(product => s_history.Products[product])];
            foreach (Recommendation offer in offers.Offers)
            {
                bool held = model.Products.Single(product => product.Id == offer.Product).Kind == ProductKind.Held;
                again |= !held && bought.Contains(offer.Product.Value);
                Assert.False(held && bought.Contains(offer.Product.Value));
            }
        }

        Assert.True(again);
    }

    [Fact]
    public void One_and_two_threads_recommend_the_same()
    {
        Assert.Equal(Texts(s_model.Value.RecommendAll(4, maxThreads: 1)), Texts(s_model.Value.RecommendAll(4, maxThreads: 2)));
    }

    [Fact]
    public void A_file_gives_the_model_back_byte_for_byte_and_names_no_customer()
    {
        byte[] bytes = s_model.Value.ToBytes();
        CrossSellModel loaded = CrossSellModel.FromBytes(bytes).Bind(s_history);

        Assert.Equal(bytes, loaded.ToBytes());
        Assert.Equal(Texts(s_model.Value.RecommendAll(5)), Texts(loaded.RecommendAll(5)));
        Assert.Equal(s_model.Value.Ranking!.Notes, loaded.Ranking!.Notes);
        Assert.DoesNotContain(s_history.Customers[0], System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] bytes = s_model.Value.ToBytes();
        for (int at = 0; at < bytes.Length; at += at < 600 ? 7 : Math.Max(1, bytes.Length / 150))
        {
            bytes[at] ^= 0x20;
            Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(bytes));
            bytes[at] ^= 0x20;
        }
    }

    [Fact]
    public void Dense_rows_and_numbers_of_products_are_saved_and_another_scorer_is_named()
    {
        CrossSellModel dense = Fit(new EaseTrainer(new EaseOptions { Lambda = 50 }), new PopularityTrainer(), new NeighbourTrainer(ProductSimilarity.Cosine) { Weighting = OwnedWeighting.Decay(60) });

        Assert.Equal(dense.ToBytes(), CrossSellModel.FromBytes(dense.ToBytes()).ToBytes());
        CrossSellModel others = Fit(
            new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 8, Regularization = 5 }), new TimingScorerTrainer(), new RepurchaseTrainer(new RepurchaseOptions { Horizon = TimeSpan.FromDays(14) }), new PopularityTrainer());
        Assert.Equal(others.ToBytes(), CrossSellModel.FromBytes(others.ToBytes()).ToBytes());
        Assert.Equal(Texts(others.RecommendAll(4)), Texts(CrossSellModel.FromBytes(others.ToBytes()).Bind(s_history).RecommendAll(4)));
        Assert.Contains(others.Ranking!.Weights, weight => weight.Part is "als" or "timing" or "repurchase");
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => Fit(new Odd()).ToBytes());
        Assert.Contains("'odd' is a Odd", refused.Message, StringComparison.Ordinal);

        static CrossSellModel Fit(params IProductScorerTrainer[] parts) =>
            new CrossSellPipelineBuilder().RankBy(new HybridTrainer(new HybridOptions { Parts = parts })).Build().Fit(s_history, AsCatalog(held: 40));
    }

    [Fact]
    public void Somebody_unknown_and_a_basket_get_offers_with_true_reasons()
    {
        CrossSellModel model = s_model.Value;
        IReadOnlyList<Recommendation> unknown = model.Recommend(new CustomerId("nobody"), 5);
        IReadOnlyList<Recommendation> basket = model.RecommendWith([model.Products[0].Id, model.Products[1].Id], 5);

        Assert.All(unknown, offer => Assert.Equal(OfferEvidence.ColdStart, offer.Evidence));
        Assert.Equal(5, basket.Count);
        Assert.DoesNotContain(basket, offer => offer.Product == model.Products[0].Id || offer.Product == model.Products[1].Id);
        Recommendation owned = model.RecommendAll(5).SelectMany(offers => offers.Offers).First(offer => offer.Evidence == OfferEvidence.OwnedProduct);
        Assert.StartsWith("Whoever has bought ", owned.Reason.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Wer ", owned.Reason.In(CultureInfo.GetCultureInfo("de-AT")), StringComparison.Ordinal);
    }

    private static CrossSellPipeline Pipeline() => new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).Build();

    // The first products are held once bought; of the others one may buy more.
    private static ProductCatalog AsCatalog(int held) =>
        new([.. s_history.Products.Select((id, place) => new Product { Id = new ProductId(id), Kind = place < held ? ProductKind.Held : ProductKind.Repurchasable })]);

    private static List<string> Texts(IEnumerable<CustomerRecommendations> all) =>
        [.. all.SelectMany(customer => customer.Offers.Select(offer => string.Create(CultureInfo.InvariantCulture, $"{customer.Customer} {offer.Rank} {offer.Product} {offer.Score:R} {offer.Reason}")))];

    private sealed class Odd : IProductScorerTrainer
    {
        public string Name => "odd";

        public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default) => new OddScorer(purchases);
    }

    // Says what nobody else says: exactly what the customer does not have is worth most by its place.
    private sealed class OddScorer(PurchaseMatrix purchases) : IProductScorer
    {
        public string Name => "odd";

        public int ProductCount => purchases.Products.Count;

        public void Score(in CustomerPurchases customer, Span<float> scores)
        {
            for (int p = 0; p < scores.Length; p++)
            {
                scores[p] = purchases.BuyersOf(p).Length + (p % 3);
            }
        }

        public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions) =>
            contributions.Add(new ScoreContribution(ScoreCause.Base, -1, purchases.BuyersOf(product).Length + (product % 3)));
    }
}
