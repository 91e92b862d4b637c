using System.Collections.Concurrent;
using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Tests.Outreach;

/// <summary>A ledger in memory, a small catalogue, and campaigns on them.</summary>
internal sealed class OutreachBench : IDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public OutreachBench(IContactAdmission? rules = null, DateTimeOffset? start = null, ILedgerStore? store = null)
    {
        Clock = new ManualClock(start ?? Monday.AddDays(-1));
        Store = store ?? new InMemoryLedgerStore(Clock);
        Ledger = new ContactLedger(Store, rules ?? Weekly(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        Engine = new CrossSellEngine(Ledger, Clock) { Campaigns = new CampaignDesk(new EligibilityChecker(Catalog)) };
    }

    public static ProductCatalog Catalog { get; } = new(
    [
        new Product { Id = new ProductId("home"), Category = "property", Margin = 100 },
        new Product { Id = new ProductId("life"), Category = "person", Margin = 200 },
        new Product { Id = new ProductId("car"), Category = "vehicle", Margin = 50 },
    ]);

    public static Campaign Autumn { get; } = new()
    {
        Id = "autumn",
        Offers = [new CampaignOffer(new ProductId("home")), new CampaignOffer(new ProductId("life"))],
        Channels = [new CampaignChannel("phone") { Cost = 5 }, new CampaignChannel("letter") { Cost = 1 }],
        Slots = [new CampaignSlot("week 10", Monday), new CampaignSlot("week 11", Monday.AddDays(7))],
    };

    public ManualClock Clock { get; }

    public ILedgerStore Store { get; }

    public ContactLedger Ledger { get; }

    public CrossSellEngine Engine { get; }

    public static PolicySet Weekly(int limit = 1)
    {
        var builder = new PolicySetBuilder();
        builder.Add(ContactRule.AtMost(limit).Within(TimeSpan.FromDays(7)).Named("weekly"));
        return builder.Build();
    }

    public static CampaignTarget Customer(string id, double home = 0.2, double life = 0.05) => CampaignTarget.Of(
        new CustomerId(id), new ProductChance(new ProductId("home"), home), new ProductChance(new ProductId("life"), life));

    public static CampaignTarget[] Customers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Customer($"C-{i:D4}", 0.1 + (i * 37 % 100 / 500.0), 0.02 + (i * 61 % 100 / 1000.0)))];

    public Task<CampaignPlan> PlanAsync(Campaign campaign, params IReadOnlyList<CampaignTarget> customers) => Engine.PlanAsync(campaign, customers.ToAsyncEnumerable());

    public async Task<CampaignCommit> CommitAsync(Campaign campaign, params IReadOnlyList<CampaignTarget> customers) =>
        await Engine.CommitPlanAsync(await PlanAsync(campaign, customers));

    public async Task<(DispatchReport Report, Contact[] Handed)> DispatchAsync(Campaign campaign, DispatchOptions? options = null)
    {
        var handed = new ConcurrentQueue<Contact>();
        DispatchReport report = await Engine.DispatchAsync(
            campaign,
            (contact, _) =>
            {
                handed.Enqueue(contact);
                return Task.FromResult(ContactState.Sent);
            },
            options);
        return (report, [.. handed]);
    }

    /// <summary>A contact outside all campaigns.</summary>
    public Task<Reservation> CallAsync(string customer, string key, DateTimeOffset? at = null) => Engine.ReserveAsync(
        new ContactRequest { IdempotencyKey = key, Customer = new CustomerId(customer), Channel = "phone", At = at, IsPlanned = true });

    public async Task<IReadOnlyList<Contact>> ContactsOf(string customer) => (await Ledger.ReadAsync(CustomerRef.Of(new CustomerId(customer)))).Contacts;

    public void Dispose() => Engine.Dispose();
}
