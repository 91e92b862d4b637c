using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tests.Outreach;

public sealed class PlanTests
{
    [Fact]
    public async Task Everybody_gets_what_brings_most_at_the_first_instant_that_is_allowed()
    {
        using var bench = new OutreachBench();
        CampaignPlan plan = await bench.PlanAsync(OutreachBench.Autumn, OutreachBench.Customer("ann", home: 0.3, life: 0.1), OutreachBench.Customer("bob", home: 0.1, life: 0.3));

        Assert.Equal(["ann home letter week 10", "bob life letter week 10"], plan.Contacts.Select(c => $"{c.Candidate.Customer} {c.Candidate.Product} {c.Candidate.Channel} {c.Candidate.Slot.Name}"));
        Assert.Equal(29 + 59, plan.Solution.Objective, 1e-9);
        Assert.Equal(["autumn|ann|home|", "autumn|bob|life|"], plan.Contacts.Select(c => c.Request.IdempotencyKey));
        Assert.All(plan.Contacts, c => Assert.Equal(OutreachBench.Monday, c.Request.At));
        Assert.Empty(plan.FallOuts);
    }

    [Fact]
    public async Task Who_falls_out_is_named_with_every_reason()
    {
        using var bench = new OutreachBench();
        await bench.CallAsync("called", "k", OutreachBench.Monday.AddDays(6));
        await bench.Ledger.RecordObjectionAsync(CustomerRef.Of(new CustomerId("objects")));
        await bench.Ledger.RecordHoldAsync(
            CustomerRef.Of(new CustomerId("held")), new Hold { Id = "h", Customer = new CustomerId("held"), Kind = "COMPLAINT", From = OutreachBench.Monday.AddDays(-9) });
        var owner = new CustomerId("owner");
        CustomerFacts owns = new(owner) { Holdings = [new Ownership(new ProductId("home")), new Ownership(new ProductId("life"))] };
        CampaignPlan plan = await bench.PlanAsync(
            OutreachBench.Autumn,
            OutreachBench.Customer("called"), OutreachBench.Customer("objects"), OutreachBench.Customer("held"), OutreachBench.Customer("poor", 0.0001, 0), new CampaignTarget(CustomerRef.Of(new CustomerId("nobody"))),
            OutreachBench.Customer("owner") with { Facts = owns }, OutreachBench.Customer("free"));

        Assert.Equal("free", Assert.Single(plan.Contacts).Candidate.Customer.Value);
        Assert.Equal(
            ["called: CAP", "objects: CNS.OBJECTION", "held: HLD.COMPLAINT", "poor: ARB.BELOW_THRESHOLD", "nobody: PLN.NO_PROPENSITY", "owner: OWN.SAME"],
            plan.FallOuts.Select(row => $"{row.Customer}: {string.Join(' ', row.Codes)}"));
        Assert.Equal(OutreachBench.Monday.AddDays(13), plan.FallOuts[0].EligibleAgainAt);
        Assert.Equal(1, plan.Reasons.Single(pair => pair.Key == "CAP").Value);
    }

    [Fact]
    public async Task Planned_contacts_of_others_count_before_and_behind_a_slot()
    {
        // Two in seven days stand on days 6 and 8 after the first slot: one on the first would make three within [0, 9) only; the second slot lies between them.
        using var bench = new OutreachBench(OutreachBench.Weekly(2));
        await bench.CallAsync("ann", "a", OutreachBench.Monday.AddDays(6));
        await bench.CallAsync("ann", "b", OutreachBench.Monday.AddDays(8));
        CampaignPlan plan = await bench.PlanAsync(OutreachBench.Autumn, OutreachBench.Customer("ann"));
        Assert.Equal("week 10", Assert.Single(plan.Contacts).Candidate.Slot.Name);

        plan = await bench.PlanAsync(OutreachBench.Autumn with { Slots = [OutreachBench.Autumn.Slots[1]] }, OutreachBench.Customer("ann"));
        Assert.Equal(["CAP"], Assert.Single(plan.FallOuts).Codes);
    }

    [Fact]
    public async Task Contacts_leave_quiet_hours_within_their_slot_and_go_to_the_hour_that_is_liked()
    {
        var builder = new PolicySetBuilder { OrganizationZone = "Europe/Berlin" };
        builder.Add(new QuietHours("night") { Intervals = [new QuietInterval(new TimeOnly(20, 0), new TimeOnly(11, 0))] });
        using var bench = new OutreachBench(builder.Build());
        CampaignTarget ann = OutreachBench.Customer("ann") with { Zone = "Europe/Berlin" };
        Campaign morning = OutreachBench.Autumn with { Slots = [OutreachBench.Autumn.Slots[0]] };

        Assert.Equal(OutreachBench.Monday.AddHours(1), Assert.Single((await bench.PlanAsync(morning, ann)).Contacts).Request.At);
        Assert.Equal(OutreachBench.Monday.AddHours(6), Assert.Single((await bench.PlanAsync(morning, ann with { PreferredHour = 16 })).Contacts).Request.At);
        Assert.Equal(OutreachBench.Monday.AddHours(1), Assert.Single((await bench.PlanAsync(morning with { SlotLength = TimeSpan.FromHours(2) }, ann with { PreferredHour = 16 })).Contacts).Request.At);
        Assert.Equal(["QUIET"], Assert.Single((await bench.PlanAsync(morning with { SlotLength = TimeSpan.FromHours(1) }, ann)).FallOuts).Codes);
    }

    [Fact]
    public async Task Several_contacts_of_one_customer_keep_the_limits_among_themselves()
    {
        using var bench = new OutreachBench();
        Campaign twice = OutreachBench.Autumn with { MostContacts = 2, Slots = [OutreachBench.Autumn.Slots[0], new CampaignSlot("too soon", OutreachBench.Monday.AddDays(6)), OutreachBench.Autumn.Slots[1]] };
        CampaignPlan plan = await bench.PlanAsync(twice, OutreachBench.Customers(20));

        Assert.Equal(40, plan.Contacts.Count);
        Assert.All(plan.Contacts.GroupBy(c => c.Candidate.Customer), own => Assert.Equal(TimeSpan.FromDays(7), own.Max(c => c.Request.At) - own.Min(c => c.Request.At)));
        CampaignCommit commit = await bench.Engine.CommitPlanAsync(plan);
        Assert.Empty(commit.Refused);
        Assert.Equal(40, commit.Accepted.Count);
    }

    [Fact]
    public async Task A_consultation_speaks_of_the_best_offers_together()
    {
        using var bench = new OutreachBench();
        Campaign talk = OutreachBench.Autumn with { Kind = CampaignKind.Consultation, MostOffers = 2, Offers = [.. OutreachBench.Autumn.Offers, new CampaignOffer(new ProductId("car"))] };
        CampaignTarget ann = CampaignTarget.Of(
            new CustomerId("ann"), new ProductChance(new ProductId("home"), 0.1), new ProductChance(new ProductId("life"), 0.2), new ProductChance(new ProductId("car"), 0.3));
        CampaignPlan plan = await bench.PlanAsync(talk, ann);

        PlannedContact contact = Assert.Single(plan.Contacts);
        Assert.Equal(["life", "car"], contact.Products.Select(p => p.Value));
        Assert.Equal(40 + 15 - 1, contact.Candidate.Value, 1e-9);
        Assert.Equal(["autumn|ann|life|", "autumn|ann|car|"], contact.Request.Offers);
        await bench.Engine.CommitPlanAsync(plan);
        Assert.Equal(["PLN.ALREADY"], Assert.Single((await bench.PlanAsync(talk, ann)).FallOuts).Codes);
    }

    [Fact]
    public async Task A_plan_made_elsewhere_is_checked_and_taken()
    {
        using var bench = new OutreachBench();
        CampaignPlan plan = await bench.PlanAsync(OutreachBench.Autumn, OutreachBench.Customers(5));
        CampaignPlan theirs = plan.With(plan.Solution.Chosen.Skip(1));
        Assert.Equal(4, theirs.Contacts.Count);
        Assert.True(theirs.Solution.UpperBound >= plan.Solution.Objective - 1e-9);
        Assert.Throws<ArgumentException>(() => plan.With(plan.Solution.Problem.CandidatesOf(0) is var own ? Enumerable.Range(own.Start.Value, 2) : []));
    }

    [Fact]
    public async Task The_same_customers_and_ledger_make_the_same_plan_for_any_number_of_threads()
    {
        using var bench = new OutreachBench();
        Campaign scarce = OutreachBench.Autumn with { Channels = [new CampaignChannel("phone") { Cost = 5, Capacity = 60 }, new CampaignChannel("letter") { Cost = 1, Capacity = 90 }], Budget = 300 };
        CampaignTarget[] customers = OutreachBench.Customers(700);
        CampaignPlan one = await bench.Engine.PlanAsync(scarce, customers.ToAsyncEnumerable(), new PlanningOptions { MaxThreads = 1 });
        CampaignPlan two = await bench.Engine.PlanAsync(scarce, customers.ToAsyncEnumerable(), new PlanningOptions { MaxThreads = 2 });
        Assert.Equal(one.Solution.Chosen, two.Solution.Chosen);
        Assert.True(one.Solution.UpperBound >= one.Solution.Objective);
        Assert.All(one.Solution.Rows, row => Assert.True(row.Used <= row.Row.Maximum));
    }

    [Fact]
    public async Task What_cannot_be_planned_is_told_at_once()
    {
        using var bench = new OutreachBench();
        Campaign wrong = OutreachBench.Autumn with
        {
            Id = "", SlotLength = TimeSpan.Zero, MostContacts = 0, Budget = 1.005m, Tags = ["arm:control"],
            Channels = [new CampaignChannel("phone") { Cost = -1, CapacityBySlot = new Dictionary<string, int> { ["week 99"] = 3 } }, new CampaignChannel("phone")],
            Holdout = new HoldoutDesign { Salt = "" },
        };
        ArgumentException failure = await Assert.ThrowsAsync<ArgumentException>(() => bench.PlanAsync(wrong));
        Assert.All(
            ["Id is empty", "SlotLength is 00:00:00", "MostContacts is 0", "Budget is 1.005", "'arm:control' cannot", "costs -1", "'week 99', which there is not", "2 channels 'phone'", "Salt is empty"],
            part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.PlanAsync(OutreachBench.Autumn, OutreachBench.Customer("ann"), OutreachBench.Customer("ann")));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.PlanAsync(OutreachBench.Autumn, OutreachBench.Customer("ann", home: 1.5)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.PlanAsync(
            OutreachBench.Autumn with { SharedVolumes = [new CampaignVolume(new VolumeKey("channel:phone", "W10"))] }, OutreachBench.Customer("ann")));
    }
}
