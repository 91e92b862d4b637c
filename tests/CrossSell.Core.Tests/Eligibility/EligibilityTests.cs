using CrossSell.Ledger;
using static CrossSell.Tests.ContactPolicy.Cases;
using static CrossSell.Tests.Eligibility.Market;

namespace CrossSell.Tests.Eligibility;

public sealed class EligibilityTests
{
    [Theory]
    [InlineData("bike", "bike", "OWN.SAME @30")]
    [InlineData("bike3", "bike2", "OWN.EQUIVALENT @30")]
    [InlineData("gold", "card", "OWN.HIGHER_TIER REL.EXCLUSIVE_GROUP @30")]
    [InlineData("all", "home", "OWN.COVERED @30")]
    [InlineData("home", "all", " @5")]
    [InlineData("toner", "toner", " @5")]
    [InlineData("rival", "bike", "REL.INCOMPATIBLE @30")]
    [InlineData("bike", "rival", "REL.INCOMPATIBLE @30")]
    [InlineData("rival", "card", "REL.EXCLUSIVE_GROUP @30")]
    public void What_is_owned_counts_as_owned_until_it_ends(string owned, string candidate, string told) => Assert.Equal(told, Told(Check(Facts(Has(owned, 0, 30)), candidate, 5)));

    [Fact]
    public void Without_an_end_it_is_owned_for_ever_and_orders_and_carts_count()
    {
        Assert.Equal("OWN.SAME never", Told(Check(Facts(Has("bike")), "bike", 5)));
        Assert.Equal("OWN.PENDING_ORDER never", Told(Check(Facts(Has("bike", source: OwnershipSource.PendingOrder)), "bike", 5)));
        Assert.Equal("OWN.PENDING_ORDER @40", Told(Check(Facts(Has("bike", 9, 40)), "bike", 5)));
        EligibilityVerdict cart = new EligibilityChecker(Catalog).Check(Facts(), new("bike3"), new EligibilityRequest(Day(5)) { InCart = [new("bike2")] });
        Assert.Equal("OWN.PENDING_ORDER", Assert.Single(cart.Vetoes).Code);
    }

    [Fact]
    public void A_competitors_contract_bars_the_offer_until_ninety_days_before_its_end()
    {
        Assert.Equal("OWN.COMPETITOR @110", Told(Check(Facts(Has("bike", 0, 200, OwnershipSource.Competitor)), "bike", 5)));
        Assert.Equal("OWN.COMPETITOR @275", Told(Check(Facts(Has("bike", 0, null, OwnershipSource.Competitor)), "bike", 5)));
        Assert.Equal(" @5", Told(Check(Facts(Has("bike", 0, 200, OwnershipSource.Competitor)), "bike", 5, EligibilityRules.CoolDown with { LeadBeforeCompetitorEnd = null })));
        Assert.Equal("REL.PREREQ_MISSING never", Told(Check(Facts(Has("bike", 0, 200, OwnershipSource.Competitor)), "theft", 5)));
    }

    [Fact]
    public void Requirements_and_waiting_times_are_kept()
    {
        Assert.Equal("REL.PREREQ_MISSING never", Told(Check(Facts(), "theft", 5)));
        Assert.Equal("REL.FOLLOWS_TOO_SOON @7", Told(Check(Facts(Has("bike", 2)), "theft", 5)));
        Assert.Equal("REL.PREREQ_MISSING @14", Told(Check(Facts(Has("bike", 9)), "theft", 5)));
        Assert.Equal("REL.FOLLOWS_TOO_SOON never", Told(Check(Facts(Has("bike", 2, 6)), "theft", 5)));
        Assert.Equal(" @8", Told(Check(Facts(Has("bike", 2)), "theft", 8)));
        Assert.Equal("REL.FOLLOWS_TOO_SOON @90", Told(Check(Facts(Has("card", 0)), "gold", 5)));
        Assert.Equal("REL.FOLLOWS_TOO_SOON @20", Told(Check(Facts(Has("card", 0, 20)), "gold", 5)));
    }

    [Fact]
    public void A_product_is_offered_when_where_and_by_what_it_is_sold()
    {
        Assert.Equal("AVL.DATES @10", Told(Check(Facts(), "season", 5)));
        Assert.Equal("AVL.DATES never", Told(Check(Facts(), "season", 60)));
        Assert.Equal("OWN.SAME never", Told(Check(Facts(Has("season", 0, 60)), "season", 30)));
        Assert.Equal("AVL.REGION AVL.STOCK never", Told(Check(Facts(), "local", 5, channel: "phone")));
        Assert.Equal("AVL.REGION AVL.CHANNEL AVL.STOCK never", Told(Check(Facts() with { Region = "AT" }, "local", 5, channel: "mail")));
        var checker = new EligibilityChecker(Catalog);
        EligibilityRequest Stock(StockLevel level) => new(Day(5)) { Stock = new Dictionary<string, StockLevel> { ["local"] = level } };
        CustomerFacts german = Facts() with { Region = "DE" };
        Assert.True(checker.Check(german, new("local"), Stock(new(3))).IsEligible);
        Assert.Equal("AVL.STOCK @9", Told(checker.Check(german, new("local"), Stock(new(0, Day(9))))));
        Assert.Equal("AVL.STOCK never", Told(checker.Check(german, new("local"), Stock(new(0)))));
        Assert.Equal("AVL.CATALOG never", Told(checker.Check(german, new("alien"), Stock(new(0)))));
    }

    [Theory]
    [InlineData(DeclineReason.BadMoment, "home", "DEC.CUSTOMER_PAUSE @14", "DEC.CUSTOMER_PAUSE @14", "DEC.CUSTOMER_PAUSE @14")]
    [InlineData(DeclineReason.Price, "bike2", "DEC.COOLDOWN @180", " @5", " @5")]
    [InlineData(DeclineReason.NoNeed, "bike2", "DEC.COOLDOWN @365", "DEC.COOLDOWN @365", " @5")]
    [InlineData(DeclineReason.None, "bike2", "DEC.COOLDOWN @365", "DEC.COOLDOWN @365", " @5")]
    [InlineData(DeclineReason.HasElsewhere, "bike2", "DEC.COOLDOWN @365", "DEC.COOLDOWN @365", " @5")]
    [InlineData(DeclineReason.NeverProduct, "bike2", "DEC.NEVER never", "DEC.NEVER never", " @5")]
    [InlineData(DeclineReason.NeverAny, "home", "DEC.NEVER never", "DEC.NEVER never", "DEC.NEVER never")]
    [InlineData(DeclineReason.Trust, "home", "DEC.CUSTOMER_PAUSE @30", "DEC.CUSTOMER_PAUSE @30", "DEC.CUSTOMER_PAUSE @30")]
    public void Each_reason_blocks_its_scope_for_its_time(DeclineReason reason, string declined, string itself, string equivalent, string other)
    {
        CustomerFacts facts = Facts() with { Responses = [Said(0, declined, reason)] };

        Assert.Equal(itself, Told(Check(facts, declined, 5)));
        Assert.Equal(equivalent, Told(Check(facts, declined == "bike2" ? "bike3" : "toner", 5)));
        Assert.Equal(other, Told(Check(facts, "card", 5)));
    }

    [Fact]
    public void What_was_said_also_depends_on_price_category_day_channel_and_complaint()
    {
        CustomerFacts dear = Facts() with { Responses = [Said(0, "home", DeclineReason.Price, price: 111m)] };
        Assert.Equal("DEC.COOLDOWN @180", Told(Check(dear, "home", 5)));
        Assert.Equal(" @5", Told(Check(Facts() with { Responses = [Said(0, "home", DeclineReason.Price, price: 111.2m)] }, "home", 5)));
        CustomerFacts irrelevant = Facts() with { Responses = [Said(0, "home", DeclineReason.NotRelevant)] };
        Assert.Equal("DEC.COOLDOWN @365", Told(Check(irrelevant, "home", 5)));
        Assert.Equal("DEC.CATEGORY @90", Told(Check(irrelevant, "all", 5)));
        Assert.Equal("DEC.COOLDOWN @310", Told(Check(Facts() with { Responses = [Said(0, "home", DeclineReason.HasElsewhere, until: 400)] }, "home", 5)));
        Assert.Equal("DEC.COOLDOWN @40", Told(Check(Facts() with { Responses = [Said(0, "home", DeclineReason.Postponed, until: 40)] }, "home", 5)));
        CustomerFacts notByPhone = Facts() with { Responses = [Said(0, "home", DeclineReason.Channel) with { ContactId = Guid.Empty }], ContactChannels = new Dictionary<Guid, string> { [Guid.Empty] = "phone" } };
        Assert.Equal("DEC.CUSTOMER_PAUSE @365", Told(Check(notByPhone, "bike", 5, channel: "phone")));
        Assert.Equal(" @5", Told(Check(notByPhone, "bike", 5, channel: "mail")));
        CustomerFacts angry = Facts() with { Responses = [Said(0, "home", DeclineReason.Trust)], Holds = [new() { Id = "h", Customer = Who, Kind = "COMPLAINT", From = Day(1), To = Day(50) }] };
        Assert.Equal("HLD.COMPLAINT DEC.CUSTOMER_PAUSE @80", Told(Check(angry, "bike", 5)));
    }

    [Fact]
    public void A_second_decline_blocks_twice_as_long_and_a_third_for_ever_but_only_in_another_conversation()
    {
        CustomerFacts Declined(params OfferResponse[] said) => Facts() with { Responses = said };

        Assert.Equal("DEC.COOLDOWN DEC.COOLDOWN @380", Told(Check(Declined(Said(0, "home", DeclineReason.Price), Said(20, "home", DeclineReason.Price)), "home", 21)));
        Assert.Equal("DEC.COOLDOWN DEC.COOLDOWN @180.5", Told(Check(Declined(Said(0, "home", DeclineReason.Price, talk: "t"), Said(0.5, "home", DeclineReason.Price, talk: "t")), "home", 21)));
        Assert.EndsWith("never", Told(Check(Declined(Said(0, "home", DeclineReason.Price), Said(1, "home", DeclineReason.NoNeed), Said(2, "home", DeclineReason.Price)), "home", 900)), StringComparison.Ordinal);
        Assert.Equal(" @900", Told(Check(Declined(Said(0, "home", DeclineReason.BadMoment), Said(1, "home", DeclineReason.BadMoment), Said(2, "home", DeclineReason.BadMoment)), "home", 900)));
        OfferResponse corrected = Said(3, "home", DeclineReason.BadMoment) with { Supersedes = Said(0, "home", DeclineReason.NeverProduct).Id };
        Assert.Equal("DEC.CUSTOMER_PAUSE @17", Told(Check(Declined(Said(0, "home", DeclineReason.NeverProduct), corrected), "home", 5)));
    }

    [Fact]
    public void Strict_never_offers_twice_unless_the_moment_was_bad_it_was_put_off_or_it_is_followed_up()
    {
        CustomerFacts shown = Facts() with { Offers = [Offered(0, "bike2", validUntil: 10)] };

        Assert.Equal("OFR.OPEN OFR.ONCE_ONLY never", Told(Check(shown, "bike3", 5, EligibilityRules.Strict)));
        Assert.Equal("OFR.OPEN @10", Told(Check(shown, "bike3", 5)));
        Assert.Equal("OFR.ONCE_ONLY never", Told(Check(shown, "bike2", 50, EligibilityRules.Strict)));
        foreach ((DeclineReason reason, string told) in new[] { (DeclineReason.BadMoment, " @50"), (DeclineReason.Postponed, " @50"), (DeclineReason.Trust, "OFR.ONCE_ONLY never") })
        {
            Assert.Equal(told, Told(Check(shown with { Responses = [Said(1, "bike2", reason)] }, "bike2", 50, EligibilityRules.Strict)));
        }

        EligibilityVerdict followUp = new EligibilityChecker(Catalog).Check(shown, new("bike2"), new EligibilityRequest(Day(5)) { FollowUpOf = "o" });
        Assert.True(followUp.IsEligible);
        Assert.Equal("OFR.ONCE_ONLY never", Told(new EligibilityChecker(Catalog).Check(shown, new("bike2"), new EligibilityRequest(Day(11)) { FollowUpOf = "o" })));
        Assert.True(Check(Facts() with { Offers = [Offered(0, "bike2", OfferState.Draft, presentations: 0)] }, "bike2", 5, EligibilityRules.Strict).IsEligible);
    }

    [Fact]
    public void Presented_three_times_without_an_answer_a_product_rests()
    {
        Offer[] thrice = [Offered(0, "bike", OfferState.Expired, 1, id: "1"), Offered(2, "bike", OfferState.Expired, 2, id: "2")];

        Assert.Equal("OFR.MAX_PRESENTED @92", Told(Check(Facts() with { Offers = thrice }, "bike", 5)));
        Assert.Equal(" @5", Told(Check(Facts() with { Offers = [thrice[1]] }, "bike", 5)));
        Assert.Equal("DEC.CUSTOMER_PAUSE @17", Told(Check(Facts() with { Offers = thrice, Responses = [Said(3, "bike", DeclineReason.BadMoment, offer: "2")] }, "bike", 5)));
        Assert.Equal("OFR.RECENT @9", Told(Check(Facts() with { Offers = [thrice[1]] }, "bike", 5, EligibilityRules.CoolDown with { MinTimeBetweenOffers = TimeSpan.FromDays(7) })));
    }

    [Fact]
    public void Objections_stop_all_holds_too_and_the_customer_who_calls_is_no_bad_moment()
    {
        var objection = new Objection { Subject = ContactPointHash.Of(new byte[16], "c"), At = Day(0) };
        CustomerFacts moment = Facts() with { Responses = [Said(0, "home", DeclineReason.BadMoment)] };

        Assert.Equal("CNS.OBJECTION never", Told(Check(Facts() with { Objections = [objection] }, "bike", 5, channel: "phone")));
        Assert.Equal("CNS.OBJECTION never", Told(Check(Facts() with { Objections = [objection] }, "bike", 5, mode: OfferMode.Inbound)));
        Assert.Equal(" @5", Told(Check(Facts() with { Objections = [objection with { Channel = "email" }] }, "bike", 5, channel: "phone")));
        Assert.Equal("CNS.OBJECTION never", Told(Check(Facts() with { Objections = [objection with { Channel = "phone" }] }, "bike", 5, channel: "phone")));
        Assert.Equal(" @5", Told(Check(moment, "bike", 5, mode: OfferMode.Inbound)));
        EligibilityRules optIn = EligibilityRules.CoolDown with { Permissions = PermissionRules.OptIn };
        Assert.Equal("CNS.NO_OPTIN CNS.UNREACHABLE never", Told(Check(Facts() with { ReachableChannels = ["mail"] }, "bike", 5, optIn, channel: "phone")));
        Assert.Equal(" @5", Told(Check(Facts(), "bike", 5, optIn, OfferMode.Inbound, "phone")));
    }

    [Fact]
    public void Unknown_and_stale_data_fail_closed_on_our_initiative_and_warn_on_the_customers()
    {
        EligibilityRules fresh = EligibilityRules.CoolDown with { MaxHoldingsAge = TimeSpan.FromDays(2), MaxConsentAge = TimeSpan.FromDays(1) };

        Assert.Equal("SYS.STALE_DATA SYS.STALE_DATA never", Told(Check(Facts(), "bike", 5, fresh)));
        Assert.Equal("SYS.STALE_DATA never", Told(Check(Facts() with { HoldingsAsOf = Day(3), ConsentAsOf = Day(3.9) }, "bike", 5, fresh)));
        Assert.Equal("OWN.SAME @50", Told(Check(Facts(Has("bike", 0, 50)) with { HoldingsAsOf = Day(5), ConsentAsOf = Day(5) }, "bike", 5, fresh)));
        Assert.Equal("SYS.UNKNOWN_CUSTOMER never", Told(Check(Facts() with { IsKnown = false }, "bike", 5)));
        EligibilityVerdict inbound = Check(Facts() with { IsKnown = false }, "bike", 5, fresh, OfferMode.Inbound);
        Assert.True(inbound.IsEligible);
        Assert.Equal(["SYS.UNKNOWN_CUSTOMER", "SYS.STALE_DATA", "SYS.STALE_DATA"], inbound.Warnings.Select(w => w.Code));
    }

    [Fact]
    public void Predicates_veto_by_name_with_evidence_and_what_they_cannot_decide_is_not_offered()
    {
        PredicateAnswer Adult(PredicateInput input) => !input.Customer.Attributes.TryGetValue("born", out string? born) ? PredicateAnswer.Unknown("birth date")
            : T(born).AddYears(18) is var of && of <= input.At ? PredicateAnswer.Met : PredicateAnswer.NotMet("minor", of);
        EligibilityRules rules = EligibilityRules.CoolDown with { Predicates = [new("adult", "2", Adult)] };
        CustomerFacts minor = Facts() with { Attributes = new Dictionary<string, string> { ["born"] = "2008-01-11T00:00Z" } };

        Veto veto = Assert.Single(Check(minor, "bike", 5, rules).Vetoes);
        Assert.Equal(("ELG.adult", "adult", "2", "minor", Day(10)), (veto.Code, veto.RuleId, veto.RuleVersion, veto.Evidence[0], veto.EligibleAgainAt));
        Assert.Equal("ELG.adult @10", Told(Check(minor, "bike", 5, rules)));
        Assert.Equal(" @10", Told(Check(minor, "bike", 10, rules)));
        Assert.Equal("SYS.PREDICATE_FAILED never", Told(Check(Facts(), "bike", 5, rules)));
        Assert.Throws<ArgumentException>(() => new EligibilityChecker(Catalog, rules with { Predicates = [rules.Predicates[0], rules.Predicates[0]] }));
    }

    [Fact]
    public void The_first_reason_alone_is_found_on_request()
    {
        CustomerFacts facts = Facts(Has("bike", 0, 30)) with { Responses = [Said(0, "bike", DeclineReason.NoNeed)] };
        var checker = new EligibilityChecker(Catalog);

        Assert.Equal("OWN.SAME DEC.COOLDOWN @365", Told(checker.Check(facts, new("bike"), new EligibilityRequest(Day(5)))));
        Assert.Equal("OWN.SAME @30", Told(checker.Check(facts, new("bike"), new EligibilityRequest(Day(5)) { Detail = ExplanationDetail.First })));
        Assert.Equal(Catalog.Select(p => p.Id), checker.CheckAll(facts, new EligibilityRequest(Day(5))).Select(v => v.Product));
    }
}
