using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Tests.Outreach;

public sealed class CommitTests
{
    private static readonly Campaign s_scarce = OutreachBench.Autumn with
    {
        Channels = [new CampaignChannel("letter") { Cost = 1, Capacity = 10 }], Budget = 15, MostContacts = 1,
    };

    [Fact]
    public async Task What_is_refused_makes_room_for_others()
    {
        using var bench = new OutreachBench();
        CampaignPlan plan = await bench.PlanAsync(s_scarce, OutreachBench.Customers(40));
        Assert.Equal(15, plan.Contacts.Count);
        string[] called = [.. plan.Contacts.Take(6).Select(c => c.Candidate.Customer.Value)];
        foreach (string customer in called)
        {
            await bench.CallAsync(customer, "between", OutreachBench.Monday.AddDays(3.5));
        }

        CampaignCommit commit = await bench.Engine.CommitPlanAsync(plan);
        Assert.Equal(called.Order(), commit.Refused.Select(r => r.Contact.Candidate.Customer.Value).Order());
        Assert.All(commit.Refused, r => Assert.Equal((1, "CAP"), (r.Round, r.Vetoes[0].Code)));
        Assert.Equal(15, commit.Accepted.Count);
        Assert.Equal(2, commit.Rounds);
        Assert.Empty(called.Intersect(commit.Accepted.Select(c => c.Candidate.Customer.Value)));
        LedgerView view = await bench.Ledger.ReadAsync(new LedgerSelection
        {
            Tenant = "main", Roots = [], Volumes = [new VolumeKey("budget:autumn", ""), new VolumeKey("channel:autumn/letter", "week 10"), new VolumeKey("channel:autumn/letter", "week 11")],
        });
        Assert.Equal(new Volume(new VolumeKey("budget:autumn", ""), 1500, 1500), view.Volume(new VolumeKey("budget:autumn", "")));
        Assert.Equal(15, view.Volume(new VolumeKey("channel:autumn/letter", "week 10"))!.Used + view.Volume(new VolumeKey("channel:autumn/letter", "week 11"))!.Used);
    }

    [Fact]
    public async Task A_commit_that_is_repeated_takes_nothing_twice_and_a_new_plan_goes_on_from_there()
    {
        using var bench = new OutreachBench();
        CampaignTarget[] customers = OutreachBench.Customers(40);
        CampaignPlan plan = await bench.PlanAsync(s_scarce, customers);

        // As after a crash in the middle: half of it stands in the ledger.
        foreach (PlannedContact contact in plan.Contacts.Take(7))
        {
            await bench.Ledger.SetVolumeAsync("main", new VolumeKey("budget:autumn", ""), 1500);
            foreach (VolumeTake take in contact.Request.Volumes.Where(take => take.Key.StartsWith("channel:", StringComparison.Ordinal)))
            {
                await bench.Ledger.SetVolumeAsync("main", new VolumeKey(take.Key, take.Period), 10);
            }

            Assert.True((await bench.Engine.ReserveAsync(contact.Request)).IsAccepted);
        }

        CampaignPlan rest = await bench.PlanAsync(s_scarce, customers);
        Assert.Equal(8, rest.Contacts.Count);
        Assert.Empty(rest.Contacts.Select(c => c.Candidate.Customer).Intersect(plan.Contacts.Take(7).Select(c => c.Candidate.Customer)));

        CampaignCommit commit = await bench.Engine.CommitPlanAsync(plan);
        Assert.Equal((15, 0), (commit.Accepted.Count, commit.Refused.Count));
        commit = await bench.Engine.CommitPlanAsync(plan);
        Assert.Equal((15, 0), (commit.Accepted.Count, commit.Refused.Count));
        Assert.Equal(15, (await bench.Store.FindAsync(new ContactQuery { Tenant = "main", State = ContactState.Planned, Campaign = "autumn" })).Count);
        Assert.Empty((await bench.PlanAsync(s_scarce, customers)).Contacts);
    }

    [Fact]
    public async Task The_control_group_is_written_down_takes_nothing_and_stays_what_it_is()
    {
        using var bench = new OutreachBench();
        Campaign measured = OutreachBench.Autumn with { Holdout = new HoldoutDesign { Salt = "s", UniversalShare = 0.1, ControlShare = 0.3 }, Budget = 500 };
        CampaignTarget[] customers = OutreachBench.Customers(300);
        CampaignPlan plan = await bench.PlanAsync(measured, customers);
        CampaignCommit commit = await bench.Engine.CommitPlanAsync(plan);

        Assert.InRange(commit.Ghosts.Count, 50, 110);
        Assert.Equal(plan.FallOuts.Count, plan.FallOuts.Count(row => row.Codes.SequenceEqual(["EXP.UNIVERSAL_HOLDOUT"])));
        Assert.InRange(plan.FallOuts.Count, 15, 50);
        Assert.Equal(300, commit.Ghosts.Count + commit.Accepted.Count + plan.FallOuts.Count);
        PlannedContact ghost = commit.Ghosts[0];
        RootView known = await bench.Ledger.ReadAllAsync(CustomerRef.Of(ghost.Request.Customer));
        Assert.Equal((ContactState.Released, false), (known.Contacts[0].State, known.Contacts[0].CountsTowardCaps));
        Assert.Equal(("plan", "ghost", "EXP.CONTROL"), (known.Decisions[0].Mode, known.Decisions[0].Outcome, known.Decisions[0].Vetoes[0].Code));
        Assert.True((await bench.CallAsync(ghost.Candidate.Customer.Value, "call", ghost.Request.At)).IsAccepted);
        LedgerView view = await bench.Ledger.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [], Volumes = [new VolumeKey("budget:autumn", "")] });
        Assert.Equal(100 * commit.Accepted.Count, view.Volume(new VolumeKey("budget:autumn", ""))!.Used);

        // Neither arm is planned again, and the room of the control group stays taken.
        Campaign tight = measured with { Budget = commit.Accepted.Count + commit.Ghosts.Count };
        Assert.Empty((await bench.PlanAsync(tight, [.. customers, OutreachBench.Customer("new")])).Contacts);
        Assert.Empty((await bench.Engine.CommitPlanAsync(plan)).Refused);
    }

    [Fact]
    public async Task Households_keep_the_limits_that_a_plan_does_not_know()
    {
        var builder = new PolicySetBuilder();
        builder.Add(ContactRule.AtMost(1).Within(TimeSpan.FromDays(30)).PerHousehold().Named("house"));
        using var bench = new OutreachBench(builder.Build());
        CampaignTarget[] family = [.. new[] { "ann", "bob", "eve" }.Select(id => OutreachBench.Customer(id) with { Customer = new CustomerRef("main", SubjectKey.Household("H"), new CustomerId(id)) })];
        CampaignCommit commit = await bench.CommitAsync(OutreachBench.Autumn, family);
        Assert.Single(commit.Accepted);
        Assert.All(commit.Refused, r => Assert.Equal("house", r.Vetoes[0].RuleId));
    }

    [Fact]
    public async Task A_shared_volume_gives_what_is_left_of_it()
    {
        using var bench = new OutreachBench();
        var calls = new VolumeKey("channel:phone", "2026-W10");
        await bench.Ledger.SetVolumeAsync("main", calls, 4);
        await bench.Engine.ReserveAsync(new ContactRequest { IdempotencyKey = "o", Customer = new CustomerId("other"), Channel = "phone", Volumes = [new VolumeTake(calls.Key, calls.Period, 1)] });
        Campaign shared = OutreachBench.Autumn with
        {
            Channels = [new CampaignChannel("phone") { Cost = 1 }], Slots = [OutreachBench.Autumn.Slots[0]], SharedVolumes = [new CampaignVolume(calls) { Channels = ["phone"] }],
        };
        CampaignCommit commit = await bench.CommitAsync(shared, OutreachBench.Customers(9));
        Assert.Equal(3, commit.Accepted.Count);
        Assert.Equal(4, (await bench.Ledger.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [], Volumes = [calls] })).Volume(calls)!.Used);
    }
}
