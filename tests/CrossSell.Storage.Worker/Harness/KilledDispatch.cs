using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>
/// A campaign whose dispatching processes are killed before and after every durable step and in the middle of sends, and started again until nothing waits. Then nobody was sent twice, and
/// everybody was sent or is Unknown.
/// </summary>
/// <param name="customers">How many.</param>
/// <param name="lanes">How many contacts are under way at once.</param>
/// <param name="kills">How often a process is killed at least.</param>
internal sealed class KilledDispatch(int customers, int lanes, int kills)
{
    private static readonly string[] s_steps = ["before", "after", "send"];

    public async Task RunAsync(string store, Func<Task<ILedgerStore>> open)
    {
        await using (ILedgerStore opened = await open())
        {
            await CommitAsync(opened);
        }

        List<string> said = [];
        int killed = 0, run = 0;
        while (!said.Contains("done -"))
        {
            // Each run gets a little further than the last, until enough were killed.
            int at = killed < kills ? 2 + (run * 5 % (4 * lanes)) : 0;
            using var worker = new WorkerProcess(store, "dispatch", Text(lanes), s_steps[run++ % s_steps.Length], Text(at));
            while (worker.Output.ReadLine() is { } line)
            {
                said.Add(line);
            }

            Assert.True(worker.Exit(out _));
            killed += said.Contains("done -") ? 0 : 1;
        }

        Assert.True(killed >= kills, $"only {killed} processes were killed before nothing waited any more; more customers are needed");
        await using ILedgerStore last = await open();
        await JudgeAsync(last, [.. said.Where(line => line.StartsWith("sent ", StringComparison.Ordinal)).Select(line => Guid.Parse(line["sent ".Length..]))]);
    }

    private async Task CommitAsync(ILedgerStore store)
    {
        using var engine = new CrossSellEngine(LedgerOver(store), TimeProvider.System) { Campaigns = new CampaignDesk(new EligibilityChecker(new ProductCatalog([new Product { Id = OneCampaign.Product }]))) };
        CampaignPlan plan = await engine.PlanAsync(
            OneCampaign.From(await store.GetNowAsync()),
            Enumerable.Range(0, customers).Select(i => CampaignTarget.Of(CustomerOf(i), new ProductChance(OneCampaign.Product, 0.5))).ToAsyncEnumerable());
        Assert.Equal(customers, (await engine.CommitPlanAsync(plan)).Accepted.Count);
    }

    private async Task JudgeAsync(ILedgerStore store, List<Guid> sent)
    {
        Assert.Equal(sent.Distinct().Count(), sent.Count);
        ContactLedger ledger = LedgerOver(store);
        int unknown = 0;
        for (int i = 0; i < customers; i++)
        {
            Contact contact = Assert.Single((await ledger.ReadAsync(CustomerRef.Of(CustomerOf(i)))).Contacts);
            Assert.True(contact.State is ContactState.Sent or ContactState.Unknown, $"{contact.Customer} is {contact.State}");
            Assert.True(contact.State != ContactState.Sent || sent.Contains(contact.Id), $"{contact.Customer} is Sent and was never sent");
            unknown += contact.State == ContactState.Unknown ? 1 : 0;
        }

        // What was in flight when a process died, and no more.
        Assert.InRange(unknown, 1, kills * lanes);
        IReadOnlyList<Contact> listed = await store.FindAsync(new ContactQuery { Tenant = "main", Campaign = "killed", State = ContactState.Unknown });
        Assert.Equal(unknown, listed.Count);
    }

    private static ContactLedger LedgerOver(ILedgerStore store) =>
        new(store, new PlainLimits(new LimitSpec { Name = "two-in-a-week", Limit = 2, Window = TimeSpan.FromDays(7) }), new ContactLedgerOptions { ContactPointKey = new byte[32] });

    private static CustomerId CustomerOf(int i) => new("C-" + Text(i));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
