// A campaign from plan to proof: what to offer whom under scarce calls, the slots taken in a ledger on disk, contacts handed over once, and what it brought against a control group
// drawn by lot. The bank is generated, so the truth is known: the measured interval must hold it.
using System.Collections.Concurrent;
using System.Globalization;
using BankCampaign;
using CrossSell;
using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using CrossSell.Storage.Sqlite;
using CrossSell.Testing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var monday = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
var clock = new ManualClock(monday.AddDays(-1));
string folder = Directory.CreateTempSubdirectory("crosssell-bank-").FullName;
try
{
    await using SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(Path.Combine(folder, "contacts.db"), new SqliteLedgerOptions { Clock = clock });
    var policy = new PolicySetBuilder { OrganizationZone = "Europe/Berlin" };
    policy.Add(ContactRule.AtMost(1).Within(TimeSpan.FromDays(30)).Named("one a month"));
    policy.Add(new QuietHours("night") { Intervals = [new QuietInterval(new TimeOnly(20, 0), new TimeOnly(9, 30))] });
    var ledger = new ContactLedger(store, policy.Build(), new ContactLedgerOptions { ContactPointKey = new byte[32], OrganisationZone = "Europe/Berlin" });
    using var engine = new CrossSellEngine(ledger, clock) { Campaigns = new CampaignDesk(new EligibilityChecker(Bank.Products)) };
    var bank = new Bank();
    await ledger.RecordObjectionAsync(CustomerRef.Of(Bank.Customer(0)));
    await ledger.RecordContactAsync(new ContactRequest { IdempotencyKey = "service", Customer = Bank.Customer(1), Channel = "phone", At = monday.AddDays(-9) }, ContactState.Answered);

    var campaign = new Campaign
    {
        Id = "spring",
        Offers = [new CampaignOffer(new ProductId("savings")), new CampaignOffer(new ProductId("card")) { Maximum = 400 }],
        Channels = [new CampaignChannel("phone") { Cost = 4, Capacity = 600 }, new CampaignChannel("letter") { Cost = 1.20m }],
        Slots = [new CampaignSlot("week 10", monday), new CampaignSlot("week 11", monday.AddDays(7))],
        Budget = 5_000,
        Holdout = new HoldoutDesign { Salt = "bank", UniversalShare = 0.05, ControlShare = 0.35 },
    };

    CampaignPlan plan = await engine.PlanAsync(campaign, Enumerable.Range(0, Bank.Customers).Select(bank.Target).ToAsyncEnumerable());
    CampaignSolution solution = plan.Solution;
    Console.WriteLine($"{plan.Contacts.Count:N0} contacts planned for {plan.Customers:N0} customers; {solution.Objective:N0} expected, no plan brings more than {solution.UpperBound:N0} (gap {solution.Gap:P2}).");
    foreach (RowOutcome row in solution.Rows)
    {
        Console.WriteLine($"  {row.Row.Name,-20} {row.Used,8:N0} of {row.Row.Maximum,6:N0}, one more is worth {row.ShadowPrice:0.00}");
    }

    foreach ((string code, int count) in plan.Reasons)
    {
        Console.WriteLine($"  {code}: in the way of {count:N0}");
    }

    CampaignCommit commit = await engine.CommitPlanAsync(plan);
    Console.WriteLine($"{commit.Accepted.Count:N0} slots taken, {commit.Ghosts.Count:N0} customers in the control group, {commit.Refused.Count:N0} refused.");

    var called = new ConcurrentDictionary<CustomerId, string>();
    for (int week = 0; week < 2; week++)
    {
        clock.Advance(TimeSpan.FromDays(week == 0 ? 1 : 7) + TimeSpan.FromHours(2));
        DispatchReport report = await engine.DispatchAsync(
            campaign, (contact, _) => Task.FromResult(called.TryAdd(contact.Customer, contact.Channel) ? ContactState.Delivered : throw new InvalidOperationException("handed over twice")),
            new DispatchOptions { MostAtOnce = 64 });
        Console.WriteLine($"week {10 + week}: {report.SentCount:N0} contacts made, {report.Unknown.Count} unknown.");
    }

    clock.Advance(TimeSpan.FromDays(40));
    CampaignMeasurement measured = await engine.MeasureAsync(campaign, bank.Purchases(called, monday.AddDays(12)).ToAsyncEnumerable());
    Interval uplift = measured.Report.Acceptances.Difference;
    double planted = bank.PlantedUplift(called);
    bool holds = uplift.Lower <= planted && planted <= uplift.Upper;
    Console.WriteLine($"{measured.Report.Verdict}: {uplift.Value:P1} more bought ({uplift.Lower:P1} to {uplift.Upper:P1}); planted: {planted:P1}.");
    Console.WriteLine($"An additional sale cost {measured.Report.CostPerIncrementalSale?.Value:0.00}; profit {measured.Report.Profit.Value:N0} ({measured.Report.Profit.Lower:N0} to {measured.Report.Profit.Upper:N0}).");
    Console.WriteLine(holds ? "The interval holds the truth." : "The interval misses the truth.");
    return holds && called.Count == commit.Accepted.Count ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
