using CrossSell.Campaigns;
using CrossSell.ContactPolicy;

namespace CrossSell.Tests.Campaigns;

public class CampaignProblemBuilderTests
{
    private static readonly DateTimeOffset _monday = new(2026, 8, 3, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        CampaignProblemBuilder builder = Builder();
        builder.AddSlot(new CampaignSlot("w1", _monday));
        builder.AddRow(new CampaignRow("empty"));
        builder.AddRow(new CampaignRow("who") { Products = ["boat"], Maximum = 1 });
        builder.AddRow(new CampaignRow("crossed") { Minimum = 3, Maximum = 2 });
        builder.AddRow(new CampaignRow("half") { Maximum = 2.5m });
        builder.AddRow(new CampaignRow("half") { Measure = RowMeasure.Cost, Maximum = -1 });
        int gap = builder.AddCap(new ContactCap("gap", ContactWindow.Rolling(TimeSpan.FromDays(7)), -1));
        int offers = builder.AddCap(new ContactCap("offers", ContactWindow.PerOffer, 1));
        builder.Exclude("alone", "home");
        builder.BeginCustomer(new CustomerId("1"), mostContacts: -2);
        builder.SetLimit(gap, -3);
        builder.AddUsed(offers, _monday);
        builder.Add(0, 0, 0, double.NaN);
        builder.Add(0, 0, 0, 1, cost: 0.0000001m);
        builder.LimitCandidates("own", -1, 7);
        builder.BeginCustomer(new CustomerId("1"));
        var error = Assert.Throws<CampaignProblemException>(builder.Build);
        string[] expected =
        [
            "slot 'w1' is there already", "row 'empty' has neither", "names the product 'boat'", "minimum 3 above its maximum 2", "maximum 2.5", "2 rows 'half'", "maximum -1",
            "cap 'gap' has the limit -1", "'alone' names 1 products", "may have -2 contacts", "limit -3 of the cap 'gap'", "its product is not told", "value NaN", "cost 0.0000001",
            "limit -1 of 'own'", "candidate 7, which is not his", "'home' by 'phone' in 'w1' of customer '1' is there twice", "customer '1' is there twice",
        ];
        Assert.All(expected, part => Assert.Contains(error.Failures, f => f.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, error.Failures.Count);
    }

    [Fact]
    public void Beyond_a_hundred_faults_the_rest_is_counted()
    {
        CampaignProblemBuilder builder = Builder();
        for (int i = 0; i < 130; i++)
        {
            builder.BeginCustomer(new CustomerId("same"));
        }

        var error = Assert.Throws<CampaignProblemException>(builder.Build);
        Assert.Equal(101, error.Failures.Count);
        Assert.Equal("There are 29 more.", error.Failures[^1]);
    }

    [Fact]
    public void A_campaign_about_nothing_says_what_it_lacks()
    {
        var error = Assert.Throws<CampaignProblemException>(() => new CampaignProblemBuilder { MostContacts = -1 }.Build());
        Assert.Equal(4, error.Failures.Count);
    }

    [Fact]
    public void Numbers_that_are_not_there_and_a_wrong_order_are_refused_at_once()
    {
        CampaignProblemBuilder builder = Builder();
        Assert.Throws<InvalidOperationException>(() => builder.Add(0, 0, 0, 1));
        builder.BeginCustomer(new CustomerId("1"));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(9, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(0, -1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetLimit(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddUsed(1, _monday));
        Assert.Throws<InvalidOperationException>(() => builder.AddProduct("late"));
        Assert.Throws<InvalidOperationException>(() => builder.AddRow(new CampaignRow("late") { Maximum = 1 }));
    }

    [Fact]
    public void A_problem_tells_its_candidates_as_they_were_added()
    {
        CampaignProblemBuilder builder = Builder();
        builder.BeginCustomer(new CustomerId("nobody"));
        builder.BeginCustomer(new CustomerId("1"));
        Assert.Equal(0, builder.Add(1, 0, 0, 2.5, 0.25m));
        builder.BeginCustomer(new CustomerId("2"));
        builder.BeginCustomer(new CustomerId("3"));
        Assert.Equal(1, builder.Add(0, 1, 1, -1));
        CampaignProblem problem = builder.Build();
        Assert.Equal(new CampaignCandidate(new CustomerId("1"), "life", "phone", problem.Slots[0], 2.5, 0.25m), problem[0]);
        Assert.Equal(new CampaignCandidate(new CustomerId("3"), "home", "letter", problem.Slots[1], -1, 0), problem[1]);
        Assert.Equal((1, 3), (problem.CustomerOf(0), problem.CustomerOf(1)));
        Assert.Equal(1..1, problem.CandidatesOf(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => problem[2]);
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(8, 1)]
    public void Windows_are_half_open_and_slots_stand_at_their_start(int days, int contacts)
    {
        CampaignProblemBuilder builder = Builder();
        builder.AddCap(ContactCap.Of(ContactRule.MinGap(TimeSpan.FromDays(days))));
        builder.BeginCustomer(new CustomerId("1"));
        builder.Add(0, 0, 0, 1);
        builder.Add(1, 0, 1, 1);
        Assert.Equal(contacts, CampaignPlanner.Solve(builder.Build()).Chosen.Count);
    }

    [Fact]
    public void Contacts_of_the_ledger_count_in_every_window_before_and_behind()
    {
        // Two in any seven days; the ledger has one on day 5. Slots on days 0 and 7: either alone fits, both with it do not.
        CampaignProblemBuilder builder = Builder();
        int cap = builder.AddCap(new ContactCap("two a week", ContactWindow.Rolling(TimeSpan.FromDays(8)), 2));
        builder.BeginCustomer(new CustomerId("1"));
        builder.AddUsed(cap, _monday.AddDays(5));
        builder.Add(0, 0, 0, 1);
        builder.Add(1, 0, 1, 2);
        builder.BeginCustomer(new CustomerId("2"));
        builder.Add(0, 0, 0, 1);
        builder.Add(1, 0, 1, 2);
        CampaignSolution solution = CampaignPlanner.Solve(builder.Build());
        Assert.Equal([1, 2, 3], solution.Chosen);
        CandidateVerdict verdict = solution.Explain(0);
        Assert.Equal((CandidateOutcome.Outranked, "two a week"), (verdict.Outcome, verdict.Limit));
        Assert.Equal([1], verdict.By);
    }

    [Fact]
    public void A_rule_of_the_contact_policy_becomes_a_cap_unless_it_is_about_households()
    {
        ContactCap cap = ContactCap.Of(ContactRule.AtMost([new("A", 8), new("C", 2)]).Within(TimeSpan.FromDays(30)).By("phone").Named("calls"));
        Assert.Equal(("calls", ContactWindow.Rolling(TimeSpan.FromDays(30)), 2), (cap.Name, cap.Window, cap.Limit));
        Assert.Equal(["phone"], cap.Channels);
        Assert.Contains("Household", Assert.Throws<ArgumentException>(() => ContactCap.Of(ContactRule.AtMost(1).InLifetime().PerHousehold())).Message, StringComparison.Ordinal);
    }

    internal static CampaignProblemBuilder Builder()
    {
        var builder = new CampaignProblemBuilder();
        builder.AddProduct("home");
        builder.AddProduct("life");
        builder.AddChannel("phone");
        builder.AddChannel("letter");
        builder.AddSlot(new CampaignSlot("w1", _monday));
        builder.AddSlot(new CampaignSlot("w2", _monday.AddDays(7)));
        return builder;
    }
}
