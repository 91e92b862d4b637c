using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Model;

/// <summary>The compiled scorer against <see cref="ReferenceScorer"/>, and what must hold for every market.</summary>
public sealed class RecommendProperties
{
    private static readonly string[] ProductNames = ["a", "b", "c", "d", "e", "f"];

    /// <summary>A market as rows (customer, product, day, days held or none), and which products the catalogue lists and how.</summary>
    private static Arbitrary<Market> Markets() => (
        from rows in Gen.Choose(0, 6).SelectMany(c => Gen.Choose(0, 5).SelectMany(p => Gen.Choose(0, 9).SelectMany(d => Gen.Choose(0, 12).Select(h => (c, p, d, h))))).ListOf()
        from kinds in Gen.Choose(0, 2).ArrayOf(ProductNames.Length)
        from asOf in Gen.Choose(0, 15)
        from length in Gen.Choose(2, 4)
        from lift in Gen.Elements(0.0, 0.5, 1.0, 1.2)
        from confidence in Gen.Elements(0m, 0.3m, 0.5m)
        from support in Gen.Choose(1, 3)
        select new Market([.. rows], kinds, asOf, length, lift, confidence, support)).ToArbitrary();

    [Fact]
    public void The_compiled_scorer_offers_what_counting_every_subset_by_hand_offers() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            ReferenceScorer reference = new(market.History, market.Catalog, model.AsOf, market.Options);
            return market.Customers.All(c => Same(reference.Offers(c, 10), model.Recommend(c, 10)));
        });

    [Fact]
    public void No_list_has_a_product_that_the_customer_owns() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            return market.Customers.All(c =>
            {
                HashSet<ProductId> owned = [.. model.Exclusions(c).Where(e => e.Reason == ExclusionReason.Owned).Select(e => e.Product)];
                return !model.Recommend(c, 10).Any(o => owned.Contains(o.Product));
            });
        });

    [Fact]
    public void Every_product_is_either_offered_or_excluded_with_a_reason() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            return market.Customers.All(c =>
                model.Recommend(c, 100).Select(o => o.Product).Concat(model.Exclusions(c).Select(e => e.Product)).Order(ById).SequenceEqual(model.Products.Select(p => p.Id).Order(ById)));
        });

    [Fact]
    public void A_list_of_k_is_the_beginning_of_a_list_of_k_and_one() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            return market.Customers.All(c => Enumerable.Range(1, 6).All(k =>
                model.Recommend(c, k + 1).Take(k).Select(o => (o.Product, o.Score)).SequenceEqual(model.Recommend(c, k).Select(o => (o.Product, o.Score)))));
        });

    [Fact]
    public void Scores_fall_down_a_list_and_stay_between_nought_and_one() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            return market.Customers.All(c =>
            {
                double[] scores = [.. model.Recommend(c, 10).Select(o => o.Score)];
                return scores.All(s => s is > 0 and <= 1) && scores.SequenceEqual(scores.OrderDescending());
            });
        });

    [Fact]
    public void The_batch_gives_what_each_customer_gets_alone_for_any_number_of_threads() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            string[] alone = [.. market.Customers.SelectMany(c => model.Recommend(c, 3).Select(o => $"{c} {o.Rank} {o.Product} {o.Score:R} {o.Reason}"))];
            return new[] { 1, 2, 3 }.All(threads =>
                model.RecommendAll(3, threads).SelectMany(r => r.Offers.Select(o => $"{r.Customer} {o.Rank} {o.Product} {o.Score:R} {o.Reason}")).SequenceEqual(alone));
        });

    [Fact]
    public void Shuffled_purchases_and_other_thread_counts_give_the_same_bytes() =>
        Check(Markets(), market =>
        {
            byte[] bytes = market.Fit().ToBytes();
            return market.Shuffled().Fit().ToBytes().AsSpan().SequenceEqual(bytes) && market.Fit(threads: 3).ToBytes().AsSpan().SequenceEqual(bytes);
        });

    [Fact]
    public void A_saved_and_loaded_model_bound_to_the_same_history_offers_the_same() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            CrossSellModel loaded = CrossSellModel.FromBytes(model.ToBytes()).Bind(market.History, model.AsOf);
            return market.Customers.All(c =>
                loaded.Recommend(c, 10).Select(o => $"{o.Product} {o.Score:R} {o.Reason}").SequenceEqual(model.Recommend(c, 10).Select(o => $"{o.Product} {o.Score:R} {o.Reason}")));
        });

    [Fact]
    public void The_span_overload_agrees_with_the_comfortable_one() =>
        Check(Markets(), market =>
        {
            CrossSellModel model = market.Fit();
            var span = new ScoredProduct[4];
            return market.Customers.All(c =>
            {
                int found = model.Recommend(c, span);
                return model.Recommend(c, 4).Select(o => (o.Product, o.Score)).SequenceEqual(span.Take(found).Select(s => (model.Products[s.Product].Id, s.Score)));
            });
        });

    private static Comparer<ProductId> ById => Comparer<ProductId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    private static bool Same(IReadOnlyList<(string Product, double Score)> expected, IReadOnlyList<Recommendation> actual) =>
        expected.Select(e => $"{e.Product} {e.Score:R}").SequenceEqual(actual.Select(a => $"{a.Product} {a.Score:R}"));

    private static void Check(Arbitrary<Market> markets, Func<Market, bool> holds) =>
        Prop.ForAll(markets, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(120));

    private sealed record Market((int Customer, int Product, int Day, int Held)[] Rows, int[] Kinds, int AsOf, int Length, double Lift, decimal Confidence, int Support)
    {
        private static readonly DateTime Start = new(2025, 1, 1);

        public PurchaseHistory History { get; } = PurchaseHistory.From(Rows.Select(r => new Purchase
        {
            Customer = $"C{r.Customer}",
            Product = ProductNames[r.Product],
            Time = Start.AddDays(r.Day),
            HeldUntil = r.Held > 9 ? null : Start.AddDays(r.Day + r.Held),
        }));

        /// <summary>Kind 0 held, 1 repurchasable, 2 not listed; all of them 2 means no catalogue.</summary>
        public ProductCatalog Catalog { get; } = new(Kinds
            .Select((kind, p) => (kind, p))
            .Where(k => k.kind < 2)
            .Select(k => new Product { Id = new ProductId(ProductNames[k.p]), Kind = (ProductKind)k.kind }));

        public ModelRuleOptions Options { get; } = new()
        {
            Unit = TransactionUnit.Customer,
            MinSupport = SupportThreshold.FromCount(Support),
            MaxLength = Length,
            MinLift = Lift,
            MinConfidence = Confidence,
        };

        public IEnumerable<CustomerId> Customers => ReferenceScorer.CustomersOf(History);

        public Market Shuffled() => new([.. Rows.Reverse()], Kinds, AsOf, Length, Lift, Confidence, Support);

        public CrossSellModel Fit(int? threads = null)
        {
            // A history without rows has no customers to count by.
            CrossSellModel model = new CrossSellPipelineBuilder()
                .MineRules(o =>
                {
                    o.Unit = History.Count > 0 ? Options.Unit : null;
                    o.MinSupport = Options.MinSupport;
                    o.MaxLength = Options.MaxLength;
                    o.MinLift = Options.MinLift;
                    o.MinConfidence = Options.MinConfidence;
                    o.MaxThreads = threads;
                })
                .Build()
                .Fit(History, Catalog);
            return model.Bind(History, Start.AddDays(AsOf));
        }
    }
}
