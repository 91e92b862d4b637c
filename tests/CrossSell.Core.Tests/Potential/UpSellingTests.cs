using CrossSell.Ledger;

namespace CrossSell.Tests.Potential;

public class UpSellingTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ProductCatalog _catalog = new(
    [
        Step("gold", 3) with { Margin = 90 }, Step("basic", 1) with { Margin = 20 }, Step("plus", 2) with { Margin = 50 }, new Product { Id = new("other") },
    ]);

    private static readonly UpSelling _selling = new(new EligibilityChecker(_catalog, EligibilityRules.CoolDown));

    [Fact]
    public void The_next_step_is_the_next_rank_and_adds_the_difference()
    {
        UpSellStep step = Assert.Single(Steps([Held("basic", -400)]));

        Assert.Equal(("tier", "basic", "plus", _now, 30.0), (step.Ladder, step.From.Value, step.To.Value, step.PossibleFrom, step.AddedMargin));
        Assert.Null(step.ExpectedMargin);
        UpSellStep estimated = Assert.Single(_selling.StepsOf(Facts([Held("basic", -400)]), new EligibilityRequest(_now), (from, to) => new GapEstimate(0.25, (double)(to.Margin - from.Margin)!)));
        Assert.Equal(7.5, estimated.ExpectedMargin);
    }

    [Theory]
    [InlineData(-10, null, 170)]
    [InlineData(-400, 200, 110)]
    [InlineData(-400, 90, 0)]
    [InlineData(-100, 120, 80)]
    [InlineData(-100, 400, 310)]
    public void Never_shortly_after_the_purchase_and_never_within_the_lock(int from, int? until, int expected) =>
        Assert.Equal(_now.AddDays(expected), Assert.Single(Steps([Held("basic", from, until)])).PossibleFrom);

    [Fact]
    public void A_ladder_without_lock_and_rules_without_lead_wait_for_the_purchase_alone()
    {
        Ownership[] held = [Held("basic", -170, 400)];
        DateTimeOffset expected = _now.AddDays(10);

        foreach (UpSellRules rules in new UpSellRules[] { new() { WithoutLock = ["tier"] }, new() { LeadBeforeEnd = null } })
        {
            Assert.Equal(expected, Assert.Single(new UpSelling(new EligibilityChecker(_catalog, EligibilityRules.CoolDown), rules).StepsOf(Facts(held), new EligibilityRequest(_now))).PossibleFrom);
        }
    }

    [Fact]
    public void The_highest_step_has_no_next_and_who_stands_on_no_ladder_has_none()
    {
        Assert.Empty(Steps([Held("gold", -400)]));
        Assert.Empty(Steps([Held("basic", -400), Held("gold", -400)]));
        Assert.Empty(Steps([Held("other", -400)]));
        Assert.Empty(Steps([Held("basic", -400, -1)]));
        Assert.Empty(Steps([Held("basic", -400) with { Source = OwnershipSource.Competitor }]));
    }

    [Fact]
    public void A_declined_step_waits_and_one_that_may_never_be_offered_is_passed_over()
    {
        UpSellStep waiting = Assert.Single(_selling.StepsOf(Facts([Held("basic", -400)]) with { Responses = [Declined("plus", DeclineReason.NotRelevant, -65)] }, new EligibilityRequest(_now)));
        UpSellStep over = Assert.Single(_selling.StepsOf(Facts([Held("basic", -400)]) with { Responses = [Declined("plus", DeclineReason.NeverProduct, -65)] }, new EligibilityRequest(_now)));

        Assert.Equal(("plus", _now.AddDays(300)), (waiting.To.Value, waiting.PossibleFrom));
        Assert.Equal(("gold", _now), (over.To.Value, over.PossibleFrom));
    }

    [Fact]
    public void Whoever_objects_is_offered_no_step()
    {
        var objection = new Objection { Subject = default, At = _now.AddDays(-1) };

        Assert.Empty(_selling.StepsOf(Facts([Held("basic", -400)]) with { Objections = [objection] }, new EligibilityRequest(_now)));
    }

    [Fact]
    public void Rules_that_cannot_be_are_refused()
    {
        UpSellRules rules = new() { AfterPurchase = TimeSpan.FromDays(-1), LeadBeforeEnd = TimeSpan.FromDays(-1) };

        Assert.Equal(2, rules.Validate().Count);
        Assert.Throws<ArgumentException>(() => new UpSelling(new EligibilityChecker(_catalog), rules));
    }

    private static Product Step(string id, int rank) => new() { Id = new(id), Ladder = "tier", Rank = rank };

    private static Ownership Held(string id, int from, int? until = null) => new(new ProductId(id)) { From = _now.AddDays(from), Until = until is { } u ? _now.AddDays(u) : null };

    private static CustomerFacts Facts(Ownership[] holdings) => new(new("1")) { Holdings = holdings };

    private static IReadOnlyList<UpSellStep> Steps(Ownership[] holdings) => _selling.StepsOf(Facts(holdings), new EligibilityRequest(_now));

    private static OfferResponse Declined(string product, DeclineReason reason, int day) => new()
    {
        Id = "r", OfferId = "o", Customer = new("1"), Product = new(product), Kind = OfferResponseKind.Declined, Reason = reason, Conversation = "c", At = _now.AddDays(day),
    };
}
