using CrossSell.Ledger;
using CrossSell.Tests.ContactPolicy;
using CrossSell.Tests.Eligibility;
using FsCheck;
using FsCheck.Fluent;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.Ledger;

/// <summary>No verdict, at the purge or later, is another one for what was purged.</summary>
public sealed class PurgeProperties
{
    private const int Now = 900;

    private static readonly string[] s_products = ["bike2", "bike3", "bike2", "bike3", "bike", "home", "toner"];
    private static readonly string[] s_channels = ["phone", "email"];

    private static readonly EligibilityRules[] s_rules =
    [
        EligibilityRules.Strict, EligibilityRules.CoolDown, EligibilityRules.CoolDown with { MaxUnansweredPresentations = null },
        EligibilityRules.CoolDown with { MaxUnansweredPresentations = 2, MinTimeBetweenOffers = TimeSpan.FromDays(400) },
        EligibilityRules.CoolDown with
        {
            MaxUnansweredPresentations = null,
            Declines = DeclineTable.Default.With(DeclineReason.NoNeed, new DeclineRule(DeclineScope.ProductAndEquivalents, TimeSpan.FromDays(200))),
        },
    ];

    private static void ForAllSeeds(int tests, Action<Random> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => { check(new Random(seed)); return true; }).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private static RootView Purged(RootView root, RetentionPolicy policy, TimeSpan? horizon, DateTimeOffset now, ref int gone)
    {
        (RootView rows, int kept) = new ExpiredRows(root, policy, horizon, now).Find();
        gone += ExpiredRows.Count(rows);
        Assert.True(kept >= 0, $"{kept} rows kept");
        return root with
        {
            Contacts = [.. root.Contacts.Except(rows.Contacts)],
            Consents = [.. root.Consents.Except(rows.Consents)],
            ConsentUses = [.. root.ConsentUses.Except(rows.ConsentUses)],
            Holds = [.. root.Holds.Except(rows.Holds)],
            ClassChanges = [.. root.ClassChanges.Except(rows.ClassChanges)],
            Offers = [.. root.Offers.Except(rows.Offers)],
            Responses = [.. root.Responses.Except(rows.Responses)],
        };
    }

    private static string Told(IEnumerable<Veto> vetoes) => string.Join(
        "; ", vetoes.Select(veto => $"{veto.Code} {veto.RuleId} {veto.EligibleAgainAt:O} {string.Join(',', veto.Parameters)} {string.Join(',', veto.Evidence)}"));

    [Fact]
    public void Limits_say_the_same_of_every_later_candidate()
    {
        int gone = 0, refused = 0;
        ForAllSeeds(500, random =>
        {
            var cases = new RandomCases(random.Next());
            PolicySet policy = Policy(cases.Rule().Named("a"), cases.Rule().Named("b"));
            AdmissionContext before = cases.Context();
            if (policy.Horizon is null || policy.Horizon > TimeSpan.FromDays(12))
            {
                return;
            }

            var root = new RootView { Root = before.Candidate.Root, Contacts = before.Contacts };
            RootView left = Purged(root, new RetentionPolicy { Contacts = TimeSpan.FromHours(random.Next(2) * random.Next(90)) }, policy.Horizon, before.Now, ref gone);
            for (int later = 0; later < 6; later++)
            {
                DateTimeOffset at = before.Now.AddMinutes(30 * random.Next((later * later * 5) + 1));
                var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(before.Candidate.Zone)).DateTime);
                AdmissionContext asked = before with { Candidate = before.Candidate with { At = at, LocalDate = day } };
                Admission expected = policy.Admit(asked);
                Assert.Equal(Told(expected.Vetoes), Told(policy.Admit(asked with { Contacts = left.Contacts }).Vetoes));
                Assert.Equal(policy.EarliestAllowed(asked), policy.EarliestAllowed(asked with { Contacts = left.Contacts }));
                refused += expected.IsAdmitted ? 0 : 1;
            }
        });
        Assert.True(gone > 100 && refused > 100, $"{gone} rows purged, {refused} refused: too few to show anything");
    }

    [Fact]
    public void Permissions_holds_and_pauses_say_the_same_at_every_later_instant()
    {
        int gone = 0, refused = 0;
        ForAllSeeds(300, random =>
        {
            RootView root = Permitted(random);
            var policy = new RetentionPolicy
            {
                Consents = Period(random), ConsentUses = Period(random), Holds = Period(random), ClassChanges = TimeSpan.FromDays(random.Next(300)),
                StillNeeded = EligibilityRules.CoolDown.ToRetentionRule(),
            };
            RootView left = Purged(root, policy, TimeSpan.Zero, Day(Now), ref gone);
            Assert.All(root.Consents.Where(row => row.From <= Day(Now)).GroupBy(row => row.Channel), group => Assert.Contains(group.MaxBy(row => row.From), left.Consents));
            Assert.All(left.Consents.Where(row => root.ConsentUses.Any(use => use.ConsentId == row.Id)), row => Assert.Equal(Last(root, row), Last(left, row)));
            foreach (string channel in s_channels)
            {
                for (int later = 0; later < 5; later++)
                {
                    AdmissionContext asked = Context(Contact(Day(Now + (later * random.Next(1, 60))))) with
                    {
                        Consents = root.Consents, Holds = root.Holds, ClassChanges = root.ClassChanges,
                    };
                    asked = asked with { Candidate = asked.Candidate with { Channel = channel } };
                    PermissionVerdict expected = PermissionRules.OptIn.Check(asked);
                    PermissionVerdict seen = PermissionRules.OptIn.Check(asked with { Consents = left.Consents, Holds = left.Holds, ClassChanges = left.ClassChanges });
                    Assert.Equal((Told(expected.Vetoes), expected.ConsentId), (Told(seen.Vetoes), seen.ConsentId));
                    refused += expected.IsPermitted ? 0 : 1;
                }
            }
        });
        Assert.True(gone > 300 && refused > 300, $"{gone} rows purged, {refused} refused: too few to show anything");
    }

    [Fact]
    public void Offers_and_declines_bar_the_same_products_now_later_and_after_the_next_answer()
    {
        int gone = 0, barred = 0;
        ForAllSeeds(160, random =>
        {
            EligibilityRules rules = s_rules[random.Next(s_rules.Length)];
            var checker = new EligibilityChecker(Market.Catalog, rules);
            RootView root = Offered(random);
            var policy = new RetentionPolicy { Offers = Period(random), Responses = Period(random), Holds = Period(random) / random.Next(1, 100), StillNeeded = rules.ToRetentionRule() };
            RootView left = Purged(root, policy, TimeSpan.Zero, Day(Now), ref gone);
            OfferResponse next = Answer(random, Now + 1 + random.Next(40), "next") with { Kind = OfferResponseKind.Declined, Reason = DeclineReason.NoNeed, Supersedes = null };
            foreach (OfferResponse[] more in (OfferResponse[][])[[], [next]])
            {
                for (int later = 0; later < 4; later++)
                {
                    var asked = new EligibilityRequest(Day(Now + (more.Length * 50) + (later * random.Next(1, 90)))) { Channel = "phone" };
                    IReadOnlyList<EligibilityVerdict> expected = checker.CheckAll(Facts(root, more), asked);
                    IReadOnlyList<EligibilityVerdict> seen = checker.CheckAll(Facts(left, more), asked);
                    for (int i = 0; i < expected.Count; i++)
                    {
                        Assert.Equal((expected[i].Product, Told(expected[i].Vetoes), expected[i].EligibleAgainAt), (seen[i].Product, Told(seen[i].Vetoes), seen[i].EligibleAgainAt));
                        barred += expected[i].IsEligible ? 0 : 1;
                    }
                }
            }

            Assert.Equal(
                ContactClassRule.Default.Judge(Market.Who, [.. root.Responses, next], null, rules.Declines, next.At)?.PausedUntil,
                ContactClassRule.Default.Judge(Market.Who, [.. left.Responses, next], null, rules.Declines, next.At)?.PausedUntil);
        });
        Assert.True(gone > 60 && barred > 500, $"{gone} rows purged, {barred} barred: too few to show anything");
    }

    [Fact]
    public void What_stays_keeps_what_it_needs_and_what_that_needs_over_any_number_of_steps()
    {
        int gone = 0, stays = 0, barred = 0;
        ForAllSeeds(100, random =>
        {
            EligibilityRules rules = EligibilityRules.CoolDown;
            var checker = new EligibilityChecker(Market.Catalog, rules);

            // Each answer corrects the one before. The first is kept for its product's young offer, or nothing keeps any of them.
            string[] products = ["home", "toner", "bike", "bike2", "bike3"];
            random.Shuffle(products);
            OfferResponse[] chain = [.. products.Take(random.Next(2, 6)).Select((product, i) => Market.Said(10 + (20 * i), product, DeclineReason.NeverProduct) with { Id = $"r{i}", Supersedes = i == 0 ? null : $"r{i - 1}" })];
            chain[^1] = chain[^1] with { Kind = OfferResponseKind.Accepted, Reason = DeclineReason.None };
            bool isKept = random.Next(4) > 0;
            var root = new RootView
            {
                Root = SubjectKey.Of(Market.Who), Responses = [.. chain.OrderBy(_ => random.Next())],
                Offers = isKept ? [Market.Offered(Now - 10, products[0], OfferState.Withdrawn) with { Presentations = 0, LastPresentedAt = null }] : [],
            };
            var policy = new RetentionPolicy { Offers = TimeSpan.FromDays(365), Responses = TimeSpan.FromDays(365), StillNeeded = rules.ToRetentionRule() };
            RootView left = Purged(root, policy, TimeSpan.Zero, Day(Now), ref gone);
            Assert.Equal(isKept ? chain.Length : 0, left.Responses.Count);
            stays += left.Responses.Count;
            for (int later = 0; later < 3; later++)
            {
                var asked = new EligibilityRequest(Day(Now + (later * random.Next(1, 90)))) { Channel = "phone" };
                IReadOnlyList<EligibilityVerdict> expected = checker.CheckAll(Facts(root, []), asked);
                IReadOnlyList<EligibilityVerdict> seen = checker.CheckAll(Facts(left, []), asked);
                Assert.Equal(expected.Select(verdict => (verdict.Product, Told(verdict.Vetoes))), seen.Select(verdict => (verdict.Product, Told(verdict.Vetoes))));

                // Without its last link the chain would say something else: the decline before it would stand again.
                IReadOnlyList<EligibilityVerdict> cut = checker.CheckAll(Facts(root with { Responses = [.. root.Responses.Where(row => row != chain[^1])] }, []), asked);
                barred += cut.Count(verdict => !verdict.IsEligible) - expected.Count(verdict => !verdict.IsEligible);
            }
        });
        Assert.True(gone > 30 && stays > 60 && barred > 60, $"{gone} rows purged, {stays} kept, {barred} more barred without the last link: too few to show anything");
    }

    private static DateTimeOffset? Last(RootView root, Consent row) => root.ConsentUses.Where(use => use.ConsentId == row.Id).Max(use => (DateTimeOffset?)use.At);

    private static CustomerFacts Facts(RootView root, OfferResponse[] more) =>
        new(Market.Who) { Offers = root.Offers, Responses = [.. root.Responses, .. more], Holds = root.Holds, ClassChanges = root.ClassChanges };

    private static TimeSpan Period(Random random) => TimeSpan.FromDays(random.Next(500));

    private static RootView Permitted(Random random) => new()
    {
        Root = SubjectKey.Of(Market.Who),
        Consents =
        [
            .. Enumerable.Range(0, random.Next(8)).Select(i => new Consent
            {
                Id = $"n{i}", Customer = Market.Who, Channel = s_channels[random.Next(2)], IsGranted = random.Next(3) > 0, From = Day(random.Next(18) * 55),
                To = random.Next(3) == 0 ? Day(Now + random.Next(-100, 100)) : null, Basis = (ConsentBasis)random.Next(2),
            }).OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal),
        ],
        ConsentUses = [.. Enumerable.Range(0, random.Next(8)).Select(i => new ConsentUse(Market.Who, $"n{random.Next(4)}", new Guid(i, 0, 0, new byte[8]), Day(random.Next(Now))))],
        Holds =
        [
            .. Enumerable.Range(0, random.Next(5)).Select(i => new Hold
            {
                Id = $"h{i}", Customer = Market.Who, Kind = random.Next(2) == 0 ? "LEGAL" : "DUNNING", From = Day(random.Next(Now)), To = random.Next(4) == 0 ? null : Day(random.Next(Now) + random.Next(200)),
            }),
        ],
        ClassChanges =
        [
            .. Enumerable.Range(0, random.Next(5)).Select(i => new ClassChange
            {
                Customer = Market.Who, At = Day(random.Next(20) * 48), To = "ABC"[random.Next(3)].ToString(), Reason = $"c{i}", PausedUntil = random.Next(2) == 0 ? null : Day(Now + random.Next(-200, 200)),
            }).OrderBy(row => row.At),
        ],
    };

    private static RootView Offered(Random random)
    {
        List<Offer> offers = [];
        List<OfferResponse> answers = [];
        for (int i = random.Next(7); i > 0; i--)
        {
            int day = random.Next(Now);
            string product = s_products[random.Next(s_products.Length)];
            bool isShown = random.Next(4) > 0;
            Offer offer = Market.Offered(day, product, (OfferState)random.Next(8), random.Next(3), random.Next(3) > 0 ? day + random.Next(1, 60) : null, $"o{i}");
            offers.Add(isShown ? offer : offer with { State = random.Next(2) == 0 ? OfferState.Draft : OfferState.Withdrawn, Presentations = 0, LastPresentedAt = null });
            for (int k = isShown ? random.Next(3) : 0; k > 0; k--)
            {
                OfferResponse answer = Answer(random, Math.Min(Now, day + random.Next(0, 300)), $"r{i}/{k}") with { OfferId = offer.Id };
                answers.Add(random.Next(5) == 0 ? answer : answer with { Product = offer.Product });
            }
        }

        for (int i = 0; i < answers.Count; i++)
        {
            answers[i] = random.Next(6) == 0 && answers.Find(row => row.At < answers[i].At) is { } earlier ? answers[i] with { Supersedes = earlier.Id } : answers[i];
        }

        return Permitted(random) with
        {
            Offers = offers,
            Responses = answers,
            Holds = [.. Enumerable.Range(0, random.Next(3)).Select(i => new Hold { Id = $"h{i}", Customer = Market.Who, Kind = "COMPLAINT", From = Day(random.Next(Now)), To = Day(Now - random.Next(random.Next(2) == 0 ? 40 : Now)) })],
        };
    }

    private static OfferResponse Answer(Random random, int day, string id)
    {
        OfferResponse said = Market.Said(day, s_products[random.Next(s_products.Length)], (DeclineReason)random.Next(10), random.Next(2) == 0 ? day + random.Next(400) : null, random.Next(2) == 0 ? 120 : null) with
        {
            Id = id, Until = Day(day + random.Next(300)),
        };
        return random.Next(3) switch
        {
            0 => said with { Kind = OfferResponseKind.Accepted, Reason = DeclineReason.None },
            1 => said with { Kind = OfferResponseKind.Declined, Until = random.Next(2) == 0 ? null : said.Until },
            _ => said,
        };
    }
}
