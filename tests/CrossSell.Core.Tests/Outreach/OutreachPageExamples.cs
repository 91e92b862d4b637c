using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Tests.Outreach;

/// <summary>The code of docs/campaigns.md that plans from a ledger, dispatches and measures.</summary>
public sealed class OutreachPageExamples
{
    [Fact]
    public async Task A_campaign_from_plan_to_proof()
    {
        var monday = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var clock = new ManualClock(monday.AddDays(-1));
        await using var store = new InMemoryLedgerStore(clock);
        ContactLedger ledger = new(store, OutreachBench.Weekly(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        var checker = new EligibilityChecker(OutreachBench.Catalog);
        IAsyncEnumerable<CampaignTarget> customers = OutreachBench.Customers(200).ToAsyncEnumerable();
        IAsyncEnumerable<CampaignPurchase> purchases = AsyncEnumerable.Empty<CampaignPurchase>();
        var mailer = new Mailer();

        #region campaign
        var campaign = new Campaign
        {
            Id = "autumn",
            Offers = [new CampaignOffer(new ProductId("home")) { Maximum = 5_000 }, new CampaignOffer(new ProductId("life"))],
            Channels = [new CampaignChannel("phone") { Cost = 5, Capacity = 600 }, new CampaignChannel("letter") { Cost = 1 }],
            Slots = [new CampaignSlot("week 10", monday), new CampaignSlot("week 11", monday.AddDays(7))],
            Budget = 4_000,
            Holdout = new HoldoutDesign { Salt = "our company, 2026" },
        };
        using var engine = new CrossSellEngine(ledger, clock) { Campaigns = new CampaignDesk(checker) };
        CampaignPlan plan = await engine.PlanAsync(campaign, customers);       // writes nothing
        CampaignCommit commit = await engine.CommitPlanAsync(plan);            // takes the slots; what is refused is planned again
        Console.WriteLine($"{commit.Accepted.Count} contacts, {commit.Ghosts.Count} in the control group, {plan.FallOuts.Count} cannot be contacted");
        #endregion

        clock.Advance(TimeSpan.FromDays(1));
        #region dispatch
        DispatchReport report = await engine.DispatchAsync(campaign, async (contact, token) =>
        {
            await mailer.SendAsync(contact.Customer, Campaign.ProductOf(contact.Offers[0]), deduplicateBy: contact.Id, token);
            return ContactState.Sent;
        });
        Console.WriteLine($"{report.SentCount} sent, {report.Unknown.Count} unknown, the next is due {report.NextDue}");
        #endregion

        clock.Advance(TimeSpan.FromDays(40));
        #region measure
        CampaignMeasurement measured = await engine.MeasureAsync(campaign, purchases);
        Interval uplift = measured.Report.Acceptances.Difference;
        Console.WriteLine($"{measured.Report.Verdict}: {uplift.Value:P2} ({uplift.Lower:P2} to {uplift.Upper:P2})");
        #endregion

        Assert.True(commit.Accepted.Count > 100 && commit.Ghosts.Count > 0);
        Assert.Equal(mailer.Sent, report.SentCount);
        Assert.Equal(CampaignVerdict.NotShown, measured.Report.Verdict);
    }

    private sealed class Mailer
    {
        private int _sent;

        public int Sent => _sent;

        public Task SendAsync(CustomerId customer, ProductId product, Guid deduplicateBy, CancellationToken cancellationToken)
        {
            Assert.NotEqual(("", "", Guid.Empty), (customer.Value, product.Value, deduplicateBy));
            cancellationToken.ThrowIfCancellationRequested();
            Interlocked.Increment(ref _sent);
            return Task.CompletedTask;
        }
    }
}
