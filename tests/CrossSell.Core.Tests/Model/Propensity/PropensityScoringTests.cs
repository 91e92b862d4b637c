using CrossSell.Testing;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Model.Propensity;

public sealed class PropensityScoringTests
{
    private static readonly InsuranceMarket s_market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 300, Seed = 4 });
    private static readonly PurchaseHistory s_history = s_market.ToHistory();

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<ProductPropensity, CustomerTable> s_tables = [];
    private static readonly Lazy<CustomerTable> s_customers = new(Customers);
    private static readonly CrossSellModel s_rules = new CrossSellPipelineBuilder().Build().Fit(s_history, InsuranceMarket.ToCatalog());

    private static readonly PropensityField[] s_attributes =
    [
        PropensityField.OfNumbers("income", CustomerColumnKind.Numeric, [30_000, 60_000]),
        PropensityField.OfLevels("region", ["Berlin", "Bayern"]),
        PropensityField.OfNumbers("since", CustomerColumnKind.Date, [2, 5]),
        PropensityField.OfNumbers("age", CustomerColumnKind.Numeric, [40], isProtected: true),
    ];

    [Theory, InlineData(PropensityLink.Logistic, true), InlineData(PropensityLink.Logistic, false), InlineData(PropensityLink.NextProduct, false)]
    public void Every_score_is_what_adding_up_by_hand_gives(PropensityLink link, bool withRules)
    {
        CrossSellModel model = Fit(new GivenWeights(link, withRules, s_attributes), Customers());

        foreach (CustomerRecommendations customer in model.RecommendAll(5).Take(60))
        {
            foreach (Recommendation offer in customer.Offers)
            {
                OfferExplanation why = model.Explain(customer.Customer, offer.Product);
                Assert.Equal(offer.Score, offer.Propensity);
                Assert.Equal(offer.Score, why.Probability, 12);
                Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(c => c.Contribution), 1e-12);
                Assert.Equal(ByHand(model, customer.Customer, offer.Product), why.Logit, 1e-12);
                if (link == PropensityLink.Logistic)
                {
                    Assert.Equal(offer.Score, 1 / (1 + Math.Exp(-why.Logit)), 12);
                }
            }

            Assert.Equal(customer.Offers.OrderByDescending(offer => offer.Score), customer.Offers);
        }
    }

    [Fact]
    public void Next_product_probabilities_sum_to_1_over_all_that_may_be_offered()
    {
        CrossSellModel model = Fit(new GivenWeights(PropensityLink.NextProduct, withRules: false, s_attributes), Customers());

        Assert.All(model.RecommendAll(100).Take(50), customer => Assert.Equal(1, customer.Offers.Sum(offer => offer.Score), 12));
    }

    [Fact]
    public void Scoring_into_a_span_allocates_nothing()
    {
        CrossSellModel model = Fit(new GivenWeights(PropensityLink.Logistic, withRules: true, s_attributes), Customers(), withContacts: true);
        var best = new ScoredProduct[3];
        CustomerId[] all = [.. s_history.Customers.Take(100).Select(id => new CustomerId(id)), new CustomerId("unknown")];
        Assert.Equal(0, Allocated.By(Score));

        void Score()
        {
            foreach (CustomerId customer in all)
            {
                model.Recommend(customer, best);
            }
        }
    }

    [Theory, InlineData(PropensityLink.Logistic), InlineData(PropensityLink.NextProduct)]
    public void A_loaded_model_scores_the_same_to_the_last_bit(PropensityLink link)
    {
        CrossSellModel model = Fit(new GivenWeights(link, withRules: link == PropensityLink.Logistic, s_attributes), Customers());
        byte[] bytes = model.ToBytes();
        CrossSellModel loaded = CrossSellModel.FromBytes(bytes).Bind(s_history, Customers());

        Assert.Equal(bytes, loaded.ToBytes());
        Assert.Equal(Lines(model), Lines(loaded));
        Assert.Equal(["given"], loaded.Propensity!.Notes);

        static IEnumerable<string> Lines(CrossSellModel model) => model.RecommendAll(4).SelectMany(c => c.Offers.Select(o => $"{c.Customer} {o.Product} {o.Score:R} {o.Propensity:R} {o.Evidence} {o.Reason}"));
    }

    [Fact]
    public void A_customer_unknown_to_the_table_is_scored_with_gaps_and_one_unknown_to_the_history_by_his_attributes()
    {
        CrossSellModel bare = Fit(new GivenWeights(attributes: s_attributes), Customers()).Bind(s_history);
        OfferExplanation why = bare.Explain(new CustomerId(s_history.Customers[0]), new ProductId("cyber"));
        Assert.Null(why.Contributions.Single(c => c.Name == "income").Value);

        CustomerTable rich = Table(["new one"], [99_000], ["Berlin"]);
        CrossSellModel model = bare.Bind(s_history, rich);
        Assert.Equal("99000", model.Explain(new CustomerId("new one"), new ProductId("cyber")).Contributions.Single(c => c.Name == "income").Value);
        Assert.NotEqual(bare.Recommend(new CustomerId("new one"), 1)[0].Score, model.Recommend(new CustomerId("new one"), 1)[0].Score);
    }

    [Fact]
    public void Customers_without_the_columns_of_the_training_are_refused_by_name()
    {
        CrossSellModel model = Fit(new GivenWeights(attributes: s_attributes), Customers());

        ArgumentException error = Assert.Throws<ArgumentException>(() => model.Bind(s_history, new CustomerTableBuilder().WithKeys(["C1"]).AddNumeric("region", [1]).Build()));

        Assert.Contains("column 'income' (Numeric) is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("column 'region' is Numeric and was Categorical", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protected_column_moves_a_score_and_is_never_named_in_a_reason()
    {
        CrossSellModel model = Fit(new GivenWeights(withRules: false, attributes: [s_attributes[3]]), Customers());
        Recommendation[] offers = [.. model.RecommendAll(10).SelectMany(c => c.Offers)];

        Assert.Contains(offers, offer => offer.Evidence == OfferEvidence.Propensity && offer.Reason.ToString().StartsWith("What speaks most for it: ", StringComparison.Ordinal));
        Assert.DoesNotContain(offers, offer => offer.Evidence == OfferEvidence.Propensity && offer.Reason.ToString().Contains(" age ", StringComparison.Ordinal));
        Assert.Contains(model.Explain(new CustomerId(s_history.Customers[0]), new ProductId("cyber")).Contributions, c => c.Name == "age" && c.IsProtected);
    }

    [Fact]
    public void Customers_that_nothing_would_learn_from_are_refused() =>
        Assert.Contains("EstimatePropensity", Assert.Throws<ArgumentException>(() => new CrossSellPipelineBuilder().Build().Fit(s_history, InsuranceMarket.ToCatalog(), Customers())).Message, StringComparison.Ordinal);

    /// <summary>Looks every code up by itself and adds as the documentation says.</summary>
    private static double ByHand(CrossSellModel model, CustomerId customer, ProductId product)
    {
        ProductPropensity learned = model.Propensity!;
        int products = learned.Products.Count;
        int place = Enumerable.Range(0, products).Single(p => learned.Products[p].Product == product);
        CustomerTable history = s_tables.GetOrAdd(learned, _ => learned.History.Table(s_history, s_history.LastTime!.Value.AddTicks(1)));
        int row = Enumerable.Range(0, history.Count).Single(r => history.Key(r) == customer.Value);
        CustomerTable attributes = s_customers.Value;
        int own = Enumerable.Range(0, attributes.Count).Single(r => attributes.Key(r) == customer.Value);
        double logit = learned.Intercepts[place];
        int first = 0;
        foreach (PropensityField field in learned.Fields)
        {
            CustomerColumn? column;
            int at = row;
            if (!history.TryGetColumn(field.Name, out column))
            {
                Assert.True(attributes.TryGetColumn(field.Name, out column));
                at = own;
            }

            int code = field.Kind == CustomerColumnKind.Categorical ? field.CodeOf(column.Text(at))
                : field.Kind == CustomerColumnKind.Date ? field.CodeOf((DateOnly.FromDateTime(s_history.LastTime!.Value).DayNumber - column.Numbers[at]) / 365.25)
                : field.CodeOf(column.Numbers[at]);
            logit += learned.Effects[((first + code) * products) + place];
            first += field.Codes;
        }

        // The same rules without a propensity part say what the rules say.
        Recommendation byRules = s_rules.Recommend(customer, 100).Single(offer => offer.Product == product);
        return logit + (learned.RuleSlopes[place] * ProductPropensity.RuleLogit(byRules.Score));
    }

    private static CrossSellModel Fit(GivenWeights trainer, CustomerTable? customers, bool withContacts = false) => new CrossSellPipelineBuilder()
        .EstimatePropensity(trainer)
        .Build()
        .Fit(s_history, InsuranceMarket.ToCatalog(), customers, withContacts ? new CustomerContacts([new CustomerContact(new CustomerId("C00000001"), new DateTime(2024, 1, 1), Declined: true)]) : null);

    private static CustomerTable Customers()
    {
        InsuranceCustomer[] all = [.. s_market.Customers()];
        return new CustomerTableBuilder()
            .WithKeys(all.Select(c => c.Id))
            .AddNumeric("income", [.. all.Select(c => (double)c.Income)])
            .AddCategorical("region", all.Select(c => c.Number % 7 == 0 ? null : c.Region))
            .AddDate("since", all.Select(c => (DateOnly?)c.CustomerSince))
            .AddNumeric("age", [.. all.Select(c => (double)c.Age)])
            .Protect("age")
            .Build();
    }

    private static CustomerTable Table(string[] keys, double[] incomes, string[] regions) => new CustomerTableBuilder()
        .WithKeys(keys).AddNumeric("income", incomes).AddCategorical("region", regions)
        .AddDate("since", keys.Select(_ => (DateOnly?)null)).AddNumeric("age", [.. keys.Select(_ => 50.0)]).Build();
}
