using System.Collections.Concurrent;
using System.Globalization;
using CrossSell.Campaigns;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>
/// A campaign over two weeks, planned, committed and dispatched while the same customers call, are called and called off by others; seeded. Whatever comes between, no customer has more
/// than two contacts in seven days, in any state of the ledger, and nobody is handed over twice.
/// </summary>
internal static class BusyCampaign
{
    private const int Customers = 24;
    private const int Callers = 3;

    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly LimitSpec s_two = new()
    {
        Name = "two-in-a-week", Limit = 2, Window = TimeSpan.FromDays(7), Matches = contact => contact is { Direction: ContactDirection.Outbound, Purpose: ContactPurpose.Marketing },
    };

    /// <summary>Runs one; everything that cannot be right, or nothing.</summary>
    /// <param name="open">Opens an empty ledger with a clock.</param>
    /// <param name="seed">Decides the customers, the limits, and what others do.</param>
    /// <param name="blind">Whether the rules ignore the room that the ledger has.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(Func<TimeProvider, Task<ILedgerStore>> open, int seed, bool blind = false)
    {
        var clock = new ManualClock(s_start.AddHours(-2));
        await using var store = new WatchedStore(await open(clock), clock);
        var builder = new PolicySetBuilder();
        builder.Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("two-in-a-week"));
        PolicySet policy = builder.Build();
        var ledger = new ContactLedger(store, blind ? new BlindRules(policy) : policy, new ContactLedgerOptions { ContactPointKey = new byte[32], TimeToLive = TimeSpan.FromHours(30) });
        using var engine = new CrossSellEngine(ledger, clock) { Campaigns = new CampaignDesk(new EligibilityChecker(new ProductCatalog([Home, Life]))) };
        var random = new Random(seed);
        Campaign campaign = CampaignOf(random);
        CampaignTarget[] targets = [.. Enumerable.Range(0, Customers).Select(i => CampaignTarget.Of(
            CustomerOf(i), new ProductChance(Home.Id, 0.1 + (0.8 * random.NextDouble())), new ProductChance(Life.Id, 0.1 + (0.8 * random.NextDouble()))))];

        var handed = new ConcurrentQueue<Guid>();
        List<string> faults = [];
        for (int week = 0; week < 3; week++)
        {
            int round = week;
            Task others = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(ledger, clock, new Random(unchecked(seed + (round * Callers) + caller + 1)), $"{round}/{caller}"))));
            CampaignPlan plan = await engine.PlanAsync(campaign, targets.ToAsyncEnumerable());
            CampaignCommit commit = await engine.CommitPlanAsync(plan);
            faults.AddRange(plan.Solution.Rows.Where(row => row.Used > row.Row.Maximum).Select(row => $"The row {row.Row.Name} takes {row.Used} of {row.Row.Maximum}."));
            faults.AddRange(plan.Solution.UpperBound < plan.Solution.Objective ? ["The bound is below the objective."] : []);
            await Task.WhenAll(DispatchAsync(), DispatchAsync(), others);
            clock.Advance(week == 0 ? TimeSpan.FromHours(3) : TimeSpan.FromDays(7));
            await DispatchAsync();
            faults.AddRange(commit.Rounds > 4 ? ["More rounds than allowed."] : []);
        }

        faults.AddRange(handed.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"{group.Key} was handed over {group.Count()} times."));
        faults.AddRange(HistoryChecker.Check(store.Operations, s_two));
        faults.AddRange(handed.IsEmpty ? ["Nothing was ever dispatched."] : []);
        return faults;

        Task<DispatchReport> DispatchAsync() => engine.DispatchAsync(
            campaign,
            (contact, _) =>
            {
                handed.Enqueue(contact.Id);
                return contact.Id.GetHashCode() % 5 == 0 ? throw new ContactNotSentException("no address") : Task.FromResult(ContactState.Sent);
            },
            new DispatchOptions { MostAtOnce = 4 });
    }

    private static Product Home { get; } = new() { Id = new ProductId("home"), Margin = 100 };

    private static Product Life { get; } = new() { Id = new ProductId("life"), Margin = 150 };

    private static Campaign CampaignOf(Random random) => new()
    {
        Id = "busy",
        Offers = [new CampaignOffer(Home.Id) { Maximum = random.Next(10, 30) }, new CampaignOffer(Life.Id)],
        Channels = [new CampaignChannel("phone") { Cost = 5, Capacity = random.Next(5, 25) }, new CampaignChannel("letter") { Cost = 1 }],
        Slots = [new CampaignSlot("first", s_start), new CampaignSlot("second", s_start.AddDays(4)), new CampaignSlot("third", s_start.AddDays(8))],
        MostContacts = 2,
        Budget = random.Next(60, 160),
    };

    // What a desk and a call centre do at the same time: customers who call, slots taken and given back, calls made.
    private static async Task CallAsync(ContactLedger ledger, TimeProvider clock, Random random, string name)
    {
        for (int i = 0; i < 25; i++)
        {
            CustomerId customer = CustomerOf(random.Next(Customers));
            var request = new ContactRequest { IdempotencyKey = $"{name}/{i}", Customer = customer, Channel = "phone" };
            if (random.Next(3) == 0)
            {
                await ledger.RecordContactAsync(request with { Direction = ContactDirection.Inbound }, ContactState.Answered);
                continue;
            }

            DateTimeOffset? at = random.Next(2) == 0 ? clock.GetUtcNow().AddDays(random.Next(10)) : null;
            Reservation slot = await ledger.ReserveAsync(request with { At = at, IsPlanned = at is not null });
            if (!slot.IsAccepted || random.Next(3) == 0)
            {
                continue;
            }

            if (at is not null || random.Next(2) == 0)
            {
                await ledger.ReleaseAsync(ContactRef.Of(slot.Contact!));
            }
            else if (await ledger.BeginDispatchAsync(slot.Contact!) is { IsBegun: true } begun)
            {
                await ledger.CommitAsync(ContactRef.Of(begun.Contact!), ContactState.Sent, begun.Contact!.Fence);
            }
        }
    }

    private static CustomerId CustomerOf(int i) => new("C-" + i.ToString(CultureInfo.InvariantCulture));
}
