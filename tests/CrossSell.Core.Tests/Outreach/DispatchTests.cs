using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Tests.Outreach;

public sealed class DispatchTests
{
    [Fact]
    public async Task What_is_due_is_sent_once_and_the_rest_waits_for_its_slot()
    {
        using var bench = new OutreachBench();
        Campaign two = OutreachBench.Autumn with { Channels = [new CampaignChannel("letter") { Cost = 1, Capacity = 30 }] };
        await bench.CommitAsync(two, OutreachBench.Customers(60));
        (DispatchReport report, Contact[] handed) = await bench.DispatchAsync(two);
        Assert.Equal((0, 0, OutreachBench.Monday), (report.SentCount, handed.Length, report.NextDue));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        (report, handed) = await bench.DispatchAsync(two);
        Assert.Equal((30, OutreachBench.Monday.AddDays(7)), (report.SentCount, report.NextDue));
        (DispatchReport again, Contact[] twice) = await bench.DispatchAsync(two);
        Assert.Equal((0, 0), (again.SentCount, twice.Length));

        bench.Clock.Advance(TimeSpan.FromDays(7));
        (report, Contact[] rest) = await bench.DispatchAsync(two);
        Assert.Equal((30, null), (report.SentCount, report.NextDue));
        Assert.Equal(60, handed.Concat(rest).Select(c => c.Id).Distinct().Count());
        RootView view = await bench.Ledger.ReadAsync(CustomerRef.Of(handed[0].Customer));
        Assert.Equal((handed[0].Offers[0], OfferState.Presented, "autumn"), (view.Offers[0].Id, view.Offers[0].State, view.Offers[0].Campaign));
    }

    [Fact]
    public async Task It_waits_for_slots_when_it_is_told_to()
    {
        using var bench = new OutreachBench();
        Campaign two = OutreachBench.Autumn with { Channels = [new CampaignChannel("letter") { Cost = 1, Capacity = 3 }] };
        await bench.CommitAsync(two, OutreachBench.Customers(6));
        Task<(DispatchReport Report, Contact[] Handed)> run = bench.DispatchAsync(two, new DispatchOptions { WaitsForSlots = true });
        for (int hour = 0; hour < 24 * 9 && !run.IsCompleted; hour++)
        {
            bench.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(1);
        }

        (DispatchReport report, Contact[] handed) = await run;
        Assert.Equal(6, report.SentCount);
        Assert.Equal(3, handed.Count(c => c.At - OutreachBench.Monday < TimeSpan.FromDays(1)));
        Assert.All(handed, c => Assert.True(c.At >= OutreachBench.Monday));
    }

    [Fact]
    public async Task Objections_open_offers_and_lateness_stop_a_contact_and_nothing_else()
    {
        using var bench = new OutreachBench();
        CampaignCommit commit = await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customers(10));
        var objects = CustomerRef.Of(commit.Accepted[0].Candidate.Customer);
        await bench.Ledger.RecordObjectionAsync(objects);
        PlannedContact talked = commit.Accepted[1];
        await bench.Ledger.RecordOfferAsync(CustomerRef.Of(talked.Candidate.Customer), new Offer
        {
            Id = "desk", Customer = talked.Candidate.Customer, Product = talked.Products[0], EquivalenceSet = talked.Products[0].Value, State = OfferState.Open, CreatedAt = OutreachBench.Monday.AddDays(-1),
        });
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (DispatchReport report, Contact[] handed) = await bench.DispatchAsync(OutreachBench.Autumn);
        Assert.Equal(8, handed.Length);
        Assert.Equal((talked.Candidate.Customer, "OFR.OPEN"), (Assert.Single(report.Refused).Contact.Customer, report.Refused[0].Vetoes[0].Code));
        Assert.Equal(ContactState.Released, (await bench.ContactsOf(objects.Customer.Value))[0].State);
        Assert.Equal(ContactState.FailedNotSent, (await bench.ContactsOf(talked.Candidate.Customer.Value))[0].State);

        await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customer("late"));
        bench.Clock.Advance(TimeSpan.FromDays(9));
        (report, handed) = await bench.DispatchAsync(OutreachBench.Autumn);
        Assert.Empty(handed);
        Assert.Equal(("late", ContactState.Released), (Assert.Single(report.Late).Customer.Value, report.Late[0].State));
    }

    [Fact]
    public async Task A_delegate_that_fails_leaves_unknown_contacts_and_stops_the_run()
    {
        using var bench = new OutreachBench();
        await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customers(30));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        int calls = 0;
        var options = new DispatchOptions { MostAtOnce = 1, MostFailures = 3 };
        await Assert.ThrowsAsync<IOException>(() => bench.Engine.DispatchAsync(
            OutreachBench.Autumn, (_, _) => ++calls % 2 == 0 ? throw new IOException("the line is dead") : Task.FromResult(ContactState.Sent), options));
        Assert.Equal(6, calls);
        Assert.Equal(3, (await bench.Store.FindAsync(new ContactQuery { Tenant = "main", State = ContactState.Unknown, Campaign = "autumn" })).Count);

        (DispatchReport report, Contact[] handed) = await bench.DispatchAsync(OutreachBench.Autumn, options);
        Assert.Equal(24, handed.Length);
        Assert.Equal(24, report.Sent[ContactState.Sent]);
    }

    [Fact]
    public async Task What_did_not_leave_the_house_frees_its_slot_and_takes_its_offer_back()
    {
        using var bench = new OutreachBench();
        await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customer("ann"));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        DispatchReport report = await bench.Engine.DispatchAsync(OutreachBench.Autumn, (_, _) => throw new ContactNotSentException("no address"));
        Assert.Equal((1, 0), (report.NotSent, report.SentCount));
        RootView view = await bench.Ledger.ReadAsync(CustomerRef.Of(new CustomerId("ann")));
        Assert.Equal((ContactState.FailedNotSent, OfferState.Withdrawn), (view.Contacts[0].State, view.Offers[0].State));
        Assert.True((await bench.CallAsync("ann", "call")).IsAccepted);
    }

    [Fact]
    public async Task A_token_ends_the_run_and_another_goes_on()
    {
        using var bench = new OutreachBench();
        await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customers(30));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        using var stop = new CancellationTokenSource();
        int calls = 0;
        DispatchReport report = await bench.Engine.DispatchAsync(
            OutreachBench.Autumn,
            async (_, _) =>
            {
                if (Interlocked.Increment(ref calls) == 5)
                {
                    await stop.CancelAsync();
                }

                return ContactState.Delivered;
            },
            new DispatchOptions { MostAtOnce = 1 }, stop.Token);
        Assert.True(report.WasStopped);
        Assert.Equal(5, report.Sent[ContactState.Delivered]);
        (report, Contact[] handed) = await bench.DispatchAsync(OutreachBench.Autumn);
        Assert.Equal((25, false), (handed.Length, report.WasStopped));
    }

    [Fact]
    public async Task Contacts_that_a_dead_worker_began_are_listed_as_unknown_and_never_sent()
    {
        using var bench = new OutreachBench();
        CampaignCommit commit = await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customers(4));
        await bench.CommitAsync(OutreachBench.Autumn with { Id = "other" }, OutreachBench.Customer("theirs"));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Contact begun = (await bench.ContactsOf(commit.Accepted[2].Candidate.Customer.Value))[0];
        Contact theirs = (await bench.ContactsOf("theirs"))[0];
        Assert.True((await bench.Engine.BeginDispatchAsync(begun)).IsBegun);
        Assert.True((await bench.Engine.BeginDispatchAsync(theirs)).IsBegun);
        bench.Clock.Advance(TimeSpan.FromMinutes(16));
        (DispatchReport report, Contact[] handed) = await bench.DispatchAsync(OutreachBench.Autumn);
        Assert.Equal(begun.Id, Assert.Single(report.Unknown).Id);
        Assert.Equal(3, handed.Length);
        Assert.Equal(ContactState.Dispatching, (await bench.ContactsOf("theirs"))[0].State);
    }

    [Fact]
    public async Task Two_workers_share_a_campaign_and_hand_each_contact_over_once()
    {
        using var bench = new OutreachBench();
        await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customers(200));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (DispatchReport Report, Contact[] Handed)[] runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => bench.DispatchAsync(OutreachBench.Autumn))));
        Assert.Equal(200, runs.Sum(run => run.Handed.Length));
        Assert.Equal(200, runs.SelectMany(run => run.Handed).Select(c => c.Id).Distinct().Count());
    }
}
