using CrossSell.Ledger;
using FsCheck;
using FsCheck.Fluent;
using static CrossSell.Tests.ContactPolicy.Cases;
using static CrossSell.Tests.Eligibility.Market;

namespace CrossSell.Tests.Eligibility;

public sealed class EligibilityProperties
{
    private static readonly string[] Products = [.. Catalog.Select(p => p.Id.Value)];

    private static void ForAllSeeds(int tests, Action<int> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => { check(seed); return true; }).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    [Fact]
    public void Eligible_again_at_is_the_first_half_day_at_which_the_same_check_finds_it_eligible()
    {
        int later = 0;
        ForAllSeeds(30, seed =>
        {
            (CustomerFacts facts, EligibilityChecker checker, EligibilityRequest request) = Make(new Random(seed));
            foreach (Product product in Catalog)
            {
                EligibilityVerdict verdict = checker.Check(facts, product.Id, request);
                Assert.Equal(verdict.IsEligible, verdict.EligibleAgainAt == request.At);
                AssertFirst(verdict.EligibleAgainAt, checker, facts, product.Id, request);
                later += verdict.EligibleAgainAt > request.At ? 1 : 0;
            }
        });
        Assert.True(later > 20, $"only {later} became eligible later");
    }

    [Fact]
    public void What_is_owned_or_declined_is_never_eligible_by_rules_written_anew()
    {
        ForAllSeeds(800, seed =>
        {
            (CustomerFacts facts, EligibilityChecker checker, EligibilityRequest request) = Make(new Random(seed));
            foreach (EligibilityVerdict verdict in checker.CheckAll(facts, request).Where(v => v.IsEligible))
            {
                string[] mine = verdict.Product.Value switch
                {
                    "bike2" or "bike3" => ["bike2", "bike3"],
                    "card" => ["card", "gold"],
                    "home" => ["home", "all"],
                    "toner" => [],
                    var id => [id],
                };
                Assert.DoesNotContain(facts.Holdings, h => mine.Contains(h.Product.Value) && h.Source != OwnershipSource.Competitor && !(h.Until <= request.At));
                string[] same = verdict.Product.Value is "bike2" or "bike3" ? ["bike2", "bike3"] : [verdict.Product.Value];
                Assert.DoesNotContain(facts.Responses, r => r is { Kind: OfferResponseKind.Declined, Reason: DeclineReason.NoNeed or DeclineReason.NeverProduct } && same.Contains(r.Product.Value) && r.At <= request.At && r.At.AddDays(365) > request.At);
            }
        });
    }

    [Fact]
    public void The_first_explanation_agrees_with_the_whole_one_on_what_is_eligible()
    {
        ForAllSeeds(500, seed =>
        {
            (CustomerFacts facts, EligibilityChecker checker, EligibilityRequest request) = Make(new Random(seed));
            Assert.Equal(checker.CheckAll(facts, request).Select(v => v.IsEligible), checker.CheckAll(facts, request with { Detail = ExplanationDetail.First }).Select(v => v.IsEligible));
        });
    }

    [Fact]
    public void All_products_at_once_are_judged_as_each_by_itself_also_when_sets_are_made_of_many_holdings()
    {
        ForAllSeeds(300, seed =>
        {
            (CustomerFacts facts, EligibilityChecker checker, EligibilityRequest request) = Make(new Random(seed));
            if (seed % 2 == 0)
            {
                facts = facts with { Holdings = [.. facts.Holdings, .. Enumerable.Range(0, 9).Select(i => new Ownership(new ProductId($"elsewhere {i}")))] };
            }

            foreach (EligibilityVerdict verdict in checker.CheckAll(facts, request))
            {
                EligibilityVerdict alone = checker.Check(facts, verdict.Product, request);
                Assert.Equal(alone.EligibleAgainAt, verdict.EligibleAgainAt);
                Assert.Equal(alone.Vetoes.Select(Text), verdict.Vetoes.Select(Text));
                Assert.Equal(alone.Warnings.Select(Text), verdict.Warnings.Select(Text));
            }
        });

        static string Text(Veto veto) => $"{veto.Code} {veto.RuleId} {string.Join(',', veto.Parameters)} {string.Join(',', veto.Evidence)} {veto.EligibleAgainAt:O}";
    }

    // Everything is generated on half days, and nothing lasts more than three years.
    private static void AssertFirst(DateTimeOffset? first, EligibilityChecker checker, CustomerFacts facts, ProductId product, EligibilityRequest request)
    {
        TimeSpan step = TimeSpan.FromHours(first is null ? 12 * 13 : 12);
        for (DateTimeOffset at = request.At; at < (first ?? request.At.AddDays(1_200)); at += step)
        {
            Assert.False(Pretend(checker, facts, product, request, at).IsEligible, $"{product} already at {at:O}, not first at {first:O}");
        }

        Assert.True(first is null || Pretend(checker, facts, product, request, first.Value).IsEligible, $"{product} not at {first:O}");
    }

    // The same check at a later instant: what is said later than the request is not known to it.
    private static EligibilityVerdict Pretend(EligibilityChecker checker, CustomerFacts facts, ProductId product, EligibilityRequest request, DateTimeOffset at)
    {
        CustomerFacts known = facts with { Responses = [.. facts.Responses.Where(r => r.At <= request.At)] };
        return checker.Check(known, product, request with { At = at, Detail = ExplanationDetail.First });
    }

    private static (CustomerFacts Facts, EligibilityChecker Checker, EligibilityRequest Request) Make(Random random)
    {
        bool Chance(int oneIn) => random.Next(oneIn) == 0;
        double Some(int least, int most) => random.Next(2 * least, 2 * most) / 2.0;
        string Any() => Products[random.Next(Products.Length)];
        double now = Some(0, 40);
        CustomerFacts facts = Facts([.. Enumerable.Range(0, random.Next(4)).Select(_ =>
        {
            double from = Some(-300, 60);
            return Has(Any(), Chance(5) ? null : from, Chance(4) ? null : from + Some(1, 400), (OwnershipSource)random.Next(Chance(2) ? 3 : 1));
        })]);
        facts = facts with
        {
            Region = Chance(2) ? "DE" : null,
            Responses = [.. Enumerable.Range(0, random.Next(4)).Select(i => Said(Some(-200, 45), Any(), (DeclineReason)random.Next(Chance(6) ? 11 : 8), Chance(2) ? Some(20, 200) : null, Chance(2) ? random.Next(90, 130) : null, Chance(3) ? "t" : null) with { Id = $"r{i}" })],
            Offers = [.. Enumerable.Range(0, random.Next(3)).Select(i => Offered(Some(-100, 0), Any(), (OfferState)random.Next(8), random.Next(4), Chance(2) ? Some(0, 60) : null, $"o{i}"))],
            Holds = [.. Enumerable.Range(0, random.Next(Chance(3) ? 3 : 1)).Select(i => { double from = Some(-20, 60); return new Hold { Id = $"h{i}", Customer = Who, Kind = Chance(2) ? "COMPLAINT" : "LEGAL", From = Day(from), To = Day(from + Some(1, 60)) }; })],
            ClassChanges = [.. Enumerable.Range(0, random.Next(Chance(3) ? 3 : 1)).Select(_ => { double at = Some(-20, 60); return new ClassChange { Customer = Who, At = Day(at), Reason = "r", PausedUntil = Chance(2) ? Day(at + Some(1, 60)) : null }; }).DistinctBy(c => c.At)],
            Consents = [.. Enumerable.Range(0, random.Next(4)).Select(i => { double from = Some(-20, 60); return new Consent { Id = $"k{i}", Customer = Who, Channel = Chance(3) ? "mail" : "phone", IsGranted = !Chance(4), From = Day(from), To = Chance(2) ? null : Day(from + Some(1, 80)), Evidence = Chance(4) ? null : "e" }; }).DistinctBy(c => c.From)],
        };
        EligibilityRules rules = (Chance(3) ? EligibilityRules.Strict : EligibilityRules.CoolDown) with
        {
            Permissions = Chance(2) ? PermissionRules.GermanConsumers : PermissionRules.WithoutConsent,
            MinTimeBetweenOffers = Chance(3) ? TimeSpan.FromDays(20) : null,
        };
        var stock = new Dictionary<string, StockLevel>();
        if (!Chance(3))
        {
            stock["local"] = new StockLevel(random.Next(2), Chance(2) ? Day(Some(0, 80)) : null);
        }

        var request = new EligibilityRequest(Day(now)) { Mode = Chance(3) ? OfferMode.Inbound : OfferMode.Outbound, Channel = Chance(3) ? null : "phone", Stock = stock, FollowUpOf = Chance(3) ? "o0" : null };
        return (facts, new EligibilityChecker(Catalog, rules), request);
    }
}
