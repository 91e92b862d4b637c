using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Tests.Potential;

public class WhiteSpaceTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_state_is_what_it_says()
    {
        ProductCatalog catalog = new(
        [
            P("home", "Home"), P("fire", "Fire"), P("car", "Motor"), P("life", "Life"), P("dental", "Health"), P("trip", "Travel", ProductKind.Repurchasable),
            P("later", "Later") with { AvailableFrom = _now.AddDays(30) }, P("gone", "Gone") with { AvailableUntil = _now },
        ], [new(new("fire"), ProductRelationKind.CoveredBy, new("home"))], []);
        PurchaseHistory history = History(
            ("A", "home", -900, null), ("A", "car", -900, -1), ("A", "trip", -100, -90), ("B", "trip", -400, -390), ("B", "life", 5, null));
        var facts = new CustomerFacts(new("B"))
        {
            Holdings = [new Ownership(new("dental")) { From = _now.AddDays(-50), Source = OwnershipSource.Competitor, Until = _now.AddDays(300) }],
            Responses = [new OfferResponse { Id = "1", OfferId = "o", Customer = new("B"), Product = new("life"), Kind = OfferResponseKind.Declined, Reason = DeclineReason.NeverProduct, Conversation = "k", At = _now.AddDays(-9) }],
        };
        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog, EligibilityRules.CoolDown), new EligibilityRequest(_now), new WhiteSpaceOptions
        {
            Facts = id => id.Value == "B" ? facts : null,
            IsRelevant = (customer, category) => customer == 0 || category != 4,
        });

        Assert.Equal(["Fire", "Gone", "Health", "Home", "Later", "Life", "Motor", "Travel"], space.Categories);
        Assert.Equal(
            [CategoryState.Owned, CategoryState.Blocked, CategoryState.Gap, CategoryState.Owned, CategoryState.Cooling, CategoryState.Gap, CategoryState.Gap, CategoryState.Owned],
            space.StatesOf(0).ToArray());
        Assert.Equal(
            [CategoryState.Gap, CategoryState.Blocked, CategoryState.Competitor, CategoryState.Gap, CategoryState.NotRelevant, CategoryState.Blocked, CategoryState.Gap, CategoryState.Gap],
            space.StatesOf(1).ToArray());
        Assert.Equal("dental", space.OfferFor(0, 2)!.Id.Value);
        Assert.Null(space.OfferFor(0, 0));
        Assert.Equal(3.0 / 8, space.CoverageOf(0));
        CoverageRow all = space.Coverage()[^1];
        Assert.Equal((2, 3.0 / 15, 15.0), (all.Customers, all.Coverage, all.Potential));
        Assert.Equal([1, 3, 1, 7, 1, 3], all.Counts);
        // 0.8 of 8 and of 7 are 7 and 6 whole categories; 3 and 0 are there.
        Assert.Equal((0, 4L + 6), (all.CustomersAtGoal, all.MissingToGoal));
    }

    [Fact]
    public void The_fast_way_says_what_the_checker_says_of_each_product()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            ProductCatalog catalog = RandomCatalog(random);
            PurchaseHistory history = RandomHistory(random, catalog);
            EligibilityRules rules = random.Next(3) == 0
                ? EligibilityRules.Strict with { Predicates = [new("odd", "1", p => p.Customer.Customer.Value.Length % 2 == 1 ? PredicateAnswer.Met : PredicateAnswer.NotMet("even"))] }
                : EligibilityRules.Strict;
            var checker = new EligibilityChecker(catalog, rules);
            double Margin(int customer, int product) => ((customer * 31) + (product * 17)) % 23;
            WhiteSpace space = WhiteSpace.Of(history, checker, new EligibilityRequest(_now), new WhiteSpaceOptions { Estimate = (c, p) => new GapEstimate(0.5, Margin(c, p)), MaxThreads = 1 + (seed % 3) });
            for (int c = 0; c < space.Customers.Count; c++)
            {
                var facts = new CustomerFacts(new(space.Customers[c])) { Holdings = Holdings(history, c) };
                for (int k = 0; k < space.Categories.Count; k++)
                {
                    (CategoryState state, string? offer) = Naive(catalog, checker, facts, space.Categories[k], p => Margin(c, p));
                    Assert.True(state == space[c, k], $"seed {seed}, customer {space.Customers[c]}, category {space.Categories[k]}: the checker says {state}, the table {space[c, k]}");
                    Assert.Equal(offer, space.OfferFor(c, k)?.Id.Value);
                }
            }
        }
    }

    [Fact]
    public void The_planted_market_is_covered_as_its_truth_says()
    {
        InsuranceMarket market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 3_000, Seed = 5 });
        ProductCatalog products = InsuranceMarket.ToCatalog();
        ProductCatalog catalog = new(products.Select(p => p with { Category = p.Id.Value, Kind = ProductKind.Held }));
        PurchaseHistory history = market.ToHistory();
        var at = new DateTimeOffset(market.EndOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        InsuranceCustomer[] people = [.. market.Customers().Where(c => c.Contracts.Count > 0)];
        Dictionary<int, Dictionary<string, double>> planted = people.ToDictionary(c => history.Customers.IndexOf(c.Id), c => market.NextYear(c.Number).ToDictionary(n => n.Product, n => n.Probability));
        Dictionary<int, HashSet<string>> bought = people.ToDictionary(c => history.Customers.IndexOf(c.Id), c => market.NextYear(c.Number).Where(n => n.Bought).Select(n => n.Product).ToHashSet());
        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(at), new WhiteSpaceOptions
        {
            Estimate = (c, p) => new GapEstimate(planted[c][catalog[p].Id.Value], (double)catalog[p].Margin!),
        });

        // Exact: pair by pair. In expectation: share held = penetration x (1 - lapse).
        foreach (InsuranceCustomer person in people)
        {
            int c = history.Customers.IndexOf(person.Id);
            Assert.All(Enumerable.Range(0, space.Categories.Count), k =>
                Assert.Equal(person.Holds(space.Categories[k], market.EndOn) ? CategoryState.Owned : CategoryState.Gap, space[c, k]));
        }

        for (int k = 0; k < space.Categories.Count; k++)
        {
            if (market.Truth.Lapse(space.Categories[k]) is { } lapse)
            {
                double truth = market.Truth.Penetration(space.Categories[k]) * (1 - lapse);
                double seen = people.Count(p => space[history.Customers.IndexOf(p.Id), k] == CategoryState.Owned) / 3_000.0;
                Assert.True(Math.Abs(seen - truth) < 4 * Math.Sqrt(truth * (1 - truth) / 3_000), $"{space.Categories[k]}: {seen:0.000} held, the truth is {truth:0.000}");
            }
        }

        // The gaps by expected margin: what the best of them bring is what was expected of them.
        IReadOnlyList<Gap> best = space.TopGaps(2_000);
        double expected = best.Sum(g => g.Estimate.Propensity);
        double error = Math.Sqrt(best.Sum(g => g.Estimate.Propensity * (1 - g.Estimate.Propensity)));
        Assert.InRange(best.Count(g => bought[g.Customer].Contains(catalog[g.Product].Id.Value)), expected - (4 * error), expected + (4 * error));
        Assert.True(best.Zip(best.Skip(1)).All(p => p.First.Estimate.ExpectedMargin >= p.Second.Estimate.ExpectedMargin));
    }

    [Fact]
    public void The_top_gaps_are_the_first_of_all_gaps_sorted()
    {
        var random = new Random(3);
        ProductCatalog catalog = RandomCatalog(random);
        PurchaseHistory history = RandomHistory(random, catalog);
        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(_now), new WhiteSpaceOptions { Estimate = (c, p) => new GapEstimate(0.5, (c + p) % 4) });
        Gap[] all = [.. Enumerable.Range(0, space.Customers.Count).SelectMany(space.GapsOf).OrderByDescending(g => g.Estimate.ExpectedMargin).ThenBy(g => g.Customer).ThenBy(g => g.Category)];

        Assert.Equal(all.Take(25), space.TopGaps(25));
        Assert.Equal(all, space.TopGaps(100_000));
        Assert.Equal(all.Where(g => g.Customer == 2), space.TopGaps(100_000, c => c == 2));
    }

    [Fact]
    public void Coverage_by_group_adds_up_and_weights_count()
    {
        ProductCatalog catalog = new([P("a", "A"), P("b", "B"), P("c", "C"), P("d", "D"), P("e", "E")]);
        PurchaseHistory history = History(("1", "a", -9, null), ("1", "b", -9, null), ("1", "c", -9, null), ("1", "d", -9, null), ("2", "e", -9, null));
        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(_now), new WhiteSpaceOptions { Estimate = (_, p) => new GapEstimate(0.5, 10 * (p + 1)) });
        CustomerGroups groups = CustomerGroups.Of(["x", "y"]);
        IReadOnlyList<CoverageRow> rows = space.Coverage(groups, (_, category) => category == 4 ? 6 : 1);

        Assert.Equal(["x", "y", "all"], rows.Select(r => r.Group));
        Assert.Equal([0.8, 0.2, 0.5], rows.Select(r => r.Coverage));
        Assert.Equal([0.4, 0.6, 0.5], rows.Select(r => r.WeightedCoverage));
        Assert.Equal([1, 0, 1], rows.Select(r => r.CustomersAtGoal));
        Assert.Equal([0L, 3L, 3L], rows.Select(r => r.MissingToGoal));
        Assert.Equal([0, 0, 0, 0, 1], space.Matrix(groups, CategoryState.Gap)[0]);
        Assert.Equal([1, 1, 1, 1, 0], space.Matrix(groups, CategoryState.Gap)[1]);

        // Gaps of expected margin 25 (e of 1), 20, 15, 10, 5 (d to a of 2): an offer costs 12, so three pay, and half a category each is gained.
        EffortCurve curve = space.Effort(costOfOffer: 12, goal: 0.6);
        Assert.Equal((5L, 0.5, 3L, 0.65, 60.0 - 36), (curve.Gaps, curve.CoverageNow, curve.OffersThatPay, curve.CoverageThatPays, curve.ProfitThatPays));
        Assert.Equal((2L, 45.0 - 24, true), (curve.OffersToGoal, curve.ProfitToGoal, curve.GoalPays));
        EffortCurve far = space.Effort(costOfOffer: 12, goal: 0.7);
        Assert.Equal((4L, false), (far.OffersToGoal, far.GoalPays));
        Assert.Null(space.Effort(12, goal: 0.9).OffersToGoal);
        Assert.Equal(0, space.Effort(12, goal: 0.5).OffersToGoal);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        ProductCatalog catalog = new([P("a", "A")]);
        PurchaseHistory history = History(("1", "a", -9, null));
        var checker = new EligibilityChecker(catalog);
        var request = new EligibilityRequest(_now);
        WhiteSpace space = WhiteSpace.Of(history, checker, request);

        Assert.Contains("No product", Assert.Throws<ArgumentException>(() => WhiteSpace.Of(history, new EligibilityChecker(new([new Product { Id = new("a") }])), request)).Message, StringComparison.Ordinal);
        Assert.Contains("'A' is empty or stands 2 times", Assert.Throws<ArgumentException>(() => WhiteSpace.Of(history, checker, request, new WhiteSpaceOptions { Categories = ["A", "A"] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => space.Coverage(goal: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => space.Coverage(potential: (_, _) => double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => space[0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => space.StatesOf(1));
        Assert.Throws<InvalidOperationException>(() => space.Effort(1));
        Assert.Throws<ArgumentException>(() => space.Coverage(CustomerGroups.OneOf(2)));
    }

    private static Product P(string id, string category, ProductKind kind = ProductKind.Held) => new() { Id = new(id), Category = category, Kind = kind };

    private static PurchaseHistory History(params (string Customer, string Product, int From, int? Until)[] rows)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach ((string customer, string product, int from, int? until) in rows)
        {
            builder.Add(new Purchase { Customer = customer, Product = product, Time = _now.AddDays(from).DateTime, HeldUntil = until is { } u ? _now.AddDays(u).DateTime : null });
        }

        return builder.Build();
    }

    private static ProductCatalog RandomCatalog(Random random)
    {
        Product[] products = [.. Enumerable.Range(0, 14).Select(i => new Product
        {
            Id = new($"p{i}"),
            Category = $"c{random.Next(6)}",
            EquivalenceSet = random.Next(4) == 0 ? $"e{random.Next(3)}" : null,
            Ladder = i < 3 ? "l" : null,
            Rank = i < 3 ? i : null,
            ExclusiveGroup = random.Next(5) == 0 ? $"g{random.Next(2)}" : null,
            AvailableFrom = random.Next(6) == 0 ? _now.AddDays(random.Next(-20, 20)) : null,
            AvailableUntil = random.Next(6) == 0 ? _now.AddDays(30 + random.Next(-20, 20) - 30) is var end && end > _now.AddDays(25) ? end : null : null,
        })];
        ProductRelationKind[] kinds = [ProductRelationKind.Requires, ProductRelationKind.IncompatibleWith, ProductRelationKind.CoveredBy, ProductRelationKind.UpSellTo];
        var relations = new List<ProductRelation>();
        for (int i = 0; i < 8; i++)
        {
            (int from, int to) = (random.Next(13), 0);
            to = random.Next(from + 1, 14);
            ProductRelationKind kind = kinds[random.Next(4)];
            relations.Add(new ProductRelation(new($"p{from}"), kind, new($"p{to}")) { Window = kind is ProductRelationKind.Requires or ProductRelationKind.UpSellTo && random.Next(2) == 0 ? TimeSpan.FromDays(60) : null });
        }

        // A catalogue that contradicts itself is refused; then fewer relations are tried.
        for (int keep = relations.Count; ; keep--)
        {
            try
            {
                return new ProductCatalog(products, relations.Take(keep), []);
            }
            catch (CatalogContradictionException) when (keep > 0)
            {
            }
            catch (CatalogContradictionException)
            {
                return new ProductCatalog(products.Select(p => new Product { Id = p.Id, Category = p.Category }));
            }
        }
    }

    private static PurchaseHistory RandomHistory(Random random, ProductCatalog catalog)
    {
        var rows = new List<(string, string, int, int?)>();
        for (int c = 0; c < 12; c++)
        {
            for (int i = random.Next(1, 5); i > 0; i--)
            {
                int from = random.Next(-300, 20);
                rows.Add((new string('x', c + 1), catalog[random.Next(catalog.Count)].Id.Value, from, random.Next(2) == 0 ? null : from + random.Next(1, 400)));
            }
        }

        return History([.. rows]);
    }

    private static List<Ownership> Holdings(PurchaseHistory history, int customer) =>
    [
        .. history.PurchasesOf(new(history.Customers[customer])).Where(p => p.Time <= _now.DateTime)
            .Select(p => new Ownership(new(p.Product)) { From = new DateTimeOffset(p.Time!.Value, TimeSpan.Zero), Until = p.HeldUntil is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null }),
    ];

    private static (CategoryState State, string? Offer) Naive(ProductCatalog catalog, EligibilityChecker checker, CustomerFacts facts, string category, Func<int, double> margin)
    {
        int[] products = [.. Enumerable.Range(0, catalog.Count).Where(p => catalog[p].Category == category)];
        EligibilityVerdict[] verdicts = [.. products.Select(p => checker.Check(facts, catalog[p].Id, new EligibilityRequest(_now)))];
        string[] own = [ReasonCodes.OwnedSame, ReasonCodes.OwnedEquivalent, ReasonCodes.OwnedCovered, ReasonCodes.OwnedHigherTier];
        if (verdicts.Any(v => v.Vetoes.Any(veto => own.Contains(veto.Code))))
        {
            return (CategoryState.Owned, null);
        }

        int[] eligible = [.. products.Where((_, i) => verdicts[i].IsEligible)];
        return eligible.Length > 0 ? (CategoryState.Gap, (string?)catalog[eligible.OrderByDescending(margin).ThenBy(p => p).First()].Id.Value)
            : verdicts.Any(v => v.EligibleAgainAt is not null) ? (CategoryState.Cooling, null)
            : (CategoryState.Blocked, null);
    }
}
