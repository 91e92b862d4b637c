using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.ContactPolicy;

public sealed class ContactRuleTests
{
    private static readonly ContactRule TwoInSevenDays = ContactRule.AtMost(2).Within(TimeSpan.FromDays(7));

    [Fact]
    public void A_planned_future_fills_a_window_whose_past_is_empty()
    {
        PolicySet policy = Policy(TwoInSevenDays);

        Admission admission = policy.Admit(Context(Contact(Day(2)), Contact(Day(7), state: ContactState.Planned), Contact(Day(8), state: ContactState.Planned)));

        Veto veto = Assert.Single(admission.Vetoes);
        Assert.Equal(("CAP", "at most 2 per 7d", "1"), (veto.Code, veto.RuleId, veto.RuleVersion));
        Assert.Equal(2, veto.Evidence.Count);
        // Behind both: [7, 14) holds them, and 14 is in the next window; but [8, 15) would hold one of them and 14: two, which is allowed.
        Assert.Equal(Day(14), veto.EligibleAgainAt);
        Assert.True(policy.Admits(Context(Contact(Day(1)), Contact(Day(7)), Contact(Day(8)))));
    }

    [Fact]
    public void Windows_are_half_open_to_the_microsecond()
    {
        PolicySet policy = Policy(ContactRule.AtMost(1).Within(TimeSpan.FromDays(7)));
        TimeSpan tick = TimeSpan.FromMicroseconds(1);

        Assert.True(policy.Admits(Context(Contact(Day(7)), Contact(Day(0)))));
        Assert.False(policy.Admits(Context(Contact(Day(7) - tick), Contact(Day(0)))));
        Assert.True(policy.Admits(Context(Contact(Day(0)), Contact(Day(7)))));
        Assert.False(policy.Admits(Context(Contact(Day(0) + tick), Contact(Day(7)))));
    }

    [Fact]
    public void A_limit_of_zero_allows_none_and_no_rule_allows_all()
    {
        Veto veto = Assert.Single(Policy(ContactRule.AtMost(0).InLifetime()).Admit(Context(Contact(Day(0)))).Vetoes);

        Assert.Null(veto.EligibleAgainAt);
        Assert.Empty(veto.Evidence);
        Assert.True(Policy().Admits(Context(Contact(Day(0)), [.. Enumerable.Range(0, 50).Select(_ => Contact(Day(0)))])));
    }

    [Fact]
    public void A_least_gap_is_measured_to_both_sides()
    {
        PolicySet policy = Policy(ContactRule.MinGap(TimeSpan.FromHours(48)));

        Veto veto = Assert.Single(policy.Admit(Context(Contact(Day(3)), Contact(Day(4)))).Vetoes);

        Assert.Equal(("GAP", Day(6)), (veto.Code, veto.EligibleAgainAt));
        Assert.True(policy.Admits(Context(Contact(Day(2)), Contact(Day(4)))));
    }

    [Fact]
    public void A_customer_of_an_unknown_class_has_the_lowest_limit()
    {
        ContactLimit limit = ContactRule.AtMost([new("A", 3), new("B", 2), new("C", 1)]);

        Assert.Equal([3, 2, 1, 1, 1], new[] { "A", "B", "C", "Z", null }.Select(limit.For));
    }

    [Fact]
    public void A_contact_with_three_offers_counts_three_where_offers_are_counted()
    {
        Contact three = Contact(Day(0)) with { Offers = ["a", "b", "c"] };
        PolicySet offers = Policy(ContactRule.AtMost(3).Within(TimeSpan.FromDays(30)).Counting(CountUnit.Offer));

        Assert.True(offers.Admits(Context(three)));
        Assert.False(offers.Admits(Context(Contact(Day(1)) with { Offers = ["d"] }, three)));
        Assert.True(offers.Admits(Context(Contact(Day(1)), three)));
        Assert.Null(offers.EarliestAllowed(Context(three with { Offers = ["a", "b", "c", "d"] })));
        Assert.True(Policy(TwoInSevenDays).Admits(Context(Contact(Day(1)), three)));
    }

    [Fact]
    public void Calls_that_nobody_answered_count_as_attempts_only()
    {
        Contact rang = Contact(Day(0), state: ContactState.NoAnswer);
        ContactRule rule = ContactRule.AtMost(1).WithinDays(2);

        Assert.True(Policy(rule).Admits(Context(Contact(Day(1)), rang)));
        Assert.False(Policy(rule.Counting(CountUnit.Attempt)).Admits(Context(Contact(Day(1)), rang)));
        Assert.False(Policy(rule.AlsoCounting(ContactState.NoAnswer)).Admits(Context(Contact(Day(1)), rang)));
        Assert.Throws<ArgumentException>(() => rule.AlsoCounting(ContactState.Released));
    }

    [Fact]
    public void A_reservation_counts_until_it_runs_out()
    {
        Contact reserved = Contact(Day(0), state: ContactState.Reserved) with { ExpiresAt = Day(1) };
        PolicySet policy = Policy(ContactRule.AtMost(1).InLifetime());

        Assert.False(policy.Admits(Context(Contact(Day(0.9)), reserved)));
        Assert.True(policy.Admits(Context(Contact(Day(1)), reserved)));
    }

    [Fact]
    public void A_household_counts_together_and_a_customer_without_one_alone()
    {
        SubjectKey home = SubjectKey.Household("h");
        Contact wife = Contact(Day(0), customer: "w") with { Subjects = [SubjectKey.Of(new("w")), home] };
        Contact husband = Contact(Day(1), customer: "m") with { Subjects = [SubjectKey.Of(new("m")), home] };
        PolicySet policy = Policy(ContactRule.AtMost(1).WithinDays(7).PerHousehold());

        Assert.False(policy.Admits(Context(husband, wife)));
        Assert.True(Policy(ContactRule.AtMost(1).WithinDays(7)).Admits(Context(husband, wife)));
        Assert.False(policy.Admits(Context(Contact(Day(1)), Contact(Day(0)))));
    }

    [Fact]
    public void The_last_slots_are_kept_for_heavier_campaigns()
    {
        PolicySet policy = Policy(TwoInSevenDays.ReservingForPriority(5, slots: 1));
        Contact light = Contact(Day(1));

        Assert.True(policy.Admits(Context(light)));
        Assert.False(policy.Admits(Context(light, Contact(Day(0)))));
        Assert.True(policy.Admits(Context(light with { Priority = 5 }, Contact(Day(0)))));
        Assert.False(policy.Admits(Context(light with { Priority = 5 }, Contact(Day(0)), Contact(Day(0.5)))));
    }

    [Fact]
    public void Obeying_limits_and_counting_toward_them_are_two_things()
    {
        PolicySet policy = Policy(ContactRule.AtMost(1).InLifetime());

        Assert.True(policy.Admits(Context(Contact(Day(1)) with { ObeysCaps = false }, Contact(Day(0)))));
        Assert.False(policy.Admits(Context(Contact(Day(1)), Contact(Day(0)) with { ObeysCaps = false })));
        Assert.True(policy.Admits(Context(Contact(Day(1)), Contact(Day(0)) with { CountsTowardCaps = false })));
        Assert.False(policy.Admits(Context(Contact(Day(1)) with { CountsTowardCaps = false }, Contact(Day(0)))));
    }

    [Fact]
    public void Campaigns_and_offers_have_limits_of_their_own()
    {
        PolicySet campaign = Policy(ContactRule.AtMost(1).InEachCampaign());
        Contact spring = Contact(Day(0)) with { Campaign = "spring" };

        Assert.False(campaign.Admits(Context(spring with { At = Day(400) }, spring)));
        Assert.True(campaign.Admits(Context(spring with { Campaign = "summer" }, spring)));
        Assert.True(campaign.Admits(Context(Contact(Day(0)), Contact(Day(0)))));

        PolicySet offer = Policy(ContactRule.AtMost(2).ForEachOffer());
        Contact shown = Contact(Day(0)) with { Offers = ["a", "b"] };
        Assert.True(offer.Admits(Context(shown, shown)));
        Assert.False(offer.Admits(Context(shown with { Offers = ["b", "c"] }, shown, shown)));
        Assert.True(offer.Admits(Context(shown with { Offers = ["c"] }, shown, shown)));
    }

    [Fact]
    public void Calendar_periods_count_on_frozen_local_dates()
    {
        // 23:30 in Berlin on 31 January is already February in Auckland; the frozen date decides.
        Contact january = Contact(T("2026-01-31T22:30Z"), "Europe/Berlin");
        PolicySet month = Policy(ContactRule.AtMost(1).InEach(CalendarPeriod.Month));

        Assert.False(month.Admits(Context(Contact(T("2026-01-02T12:00Z"), "Europe/Berlin"), january)));
        Assert.True(month.Admits(Context(Contact(T("2026-01-31T23:00Z"), "Europe/Berlin"), january)));
        Veto veto = Assert.Single(month.Admit(Context(Contact(T("2026-01-02T12:00Z"), "Europe/Berlin"), january)).Vetoes);
        Assert.Equal(T("2026-01-31T23:00Z"), veto.EligibleAgainAt);
    }

    [Theory]
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T04:00Z")]
    [InlineData("Asia/Beirut", "2026-03-28", "2026-03-28T22:00Z")]
    [InlineData("Africa/Cairo", "2026-04-23", "2026-04-23T22:00Z")]
    public void Where_local_midnight_is_skipped_the_next_day_begins_with_the_first_instant_after_it(string zone, string day, string expected)
    {
        PolicySet policy = Policy(ContactRule.AtMost(1).InEach(CalendarPeriod.Day));
        Contact noon = Contact(T(day + "T15:00Z"), zone);

        Veto veto = Assert.Single(policy.Admit(Context(noon, noon)).Vetoes);

        Assert.Equal(T(expected), veto.EligibleAgainAt);
        Assert.True(TimeZoneInfo.FindSystemTimeZoneById(zone).IsInvalidTime(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddDays(1)));
    }

    [Fact]
    public void Inbound_contacts_and_agreed_calls_are_never_refused_and_service_is_no_selling()
    {
        PolicySet policy = Policy(ContactRule.AtMost(0).InLifetime().About(new ContactMatch { Directions = [], Purposes = [] }));
        Contact call = Contact(Day(0));

        Assert.False(policy.Admits(Context(call)));
        Assert.Equal("inbound", policy.Admit(Context(call with { Direction = ContactDirection.Inbound })).Exemption);
        Assert.True(policy.Admits(Context(call with { RequestedByCustomer = true })));
        Assert.True(policy.Admits(Context(call with { Purpose = ContactPurpose.Service })));
        Assert.False(Policy(ContactRule.AtMost(0).InLifetime().For(ContactPurpose.Service)).Admits(Context(call with { Purpose = ContactPurpose.Service })));
        Assert.True(Policy(ContactRule.AtMost(1).InLifetime()).Admits(Context(call, call with { Purpose = ContactPurpose.Service })));
    }

    [Fact]
    public void A_named_exemption_holds_only_when_the_policy_names_it()
    {
        var builder = new PolicySetBuilder { Exemptions = PolicyExemptions.Usual with { Named = [new NamedExemption("storm", "Kim", "storm of 3 March")] } };
        PolicySet policy = builder.Add(ContactRule.AtMost(0).InLifetime()).Build();

        Assert.Equal("storm, by Kim: storm of 3 March", policy.Admit(Context(Contact(Day(0)) with { Exemption = "storm" })).Exemption);
        Assert.False(policy.Admits(Context(Contact(Day(0)) with { Exemption = "Storm" })));
    }

    [Fact]
    public void At_dispatch_only_limits_that_allow_none_are_judged_again()
    {
        AdmissionContext dispatch = Context(Contact(Day(1)), Contact(Day(0))) with { Step = AdmissionStep.Dispatch };

        Assert.True(Policy(ContactRule.AtMost(1).InLifetime()).Admits(dispatch));
        Assert.False(Policy(ContactRule.AtMost(0).InLifetime()).Admits(dispatch));
    }
}
