using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Storage.Worker.Harness;
using CrossSell.Testing;

namespace CrossSell.Storage.PostgreSql.Tests;

[Collection(nameof(PostgreSqlServer))]
public sealed class PostgreSqlProcessTests(PostgreSqlServer server)
{
    /// <summary>12,000 in a long run (CROSSSELL_ATTEMPTS); the limit is just as exact after fewer.</summary>
    private static int Attempts =>
        int.TryParse(Environment.GetEnvironmentVariable("CROSSSELL_ATTEMPTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int attempts) ? attempts : 2400;

    [PostgreSqlFact]
    public async Task Four_processes_of_eight_threads_hold_the_limit_of_200_customers_exactly()
    {
        await (await OpenAsync("race", null)).DisposeAsync();
        int[] accepted = WorkerProcess.Race($"postgres:race:{server.ConnectionString}", processes: 4, threads: 8, Attempts, customers: 200);

        Assert.Equal(400, accepted.Sum());
        await using ILedgerStore store = await OpenAsync("race", null);
        var ledger = new ContactLedger(store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        for (int customer = 0; customer < 200; customer++)
        {
            Assert.Equal(2, (await ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-" + customer)))).Contacts.Count);
        }
    }

    [PostgreSqlFact]
    public Task A_campaign_killed_at_every_step_loses_nothing_and_sends_nothing_twice() => new KilledCampaign(lanes: 6, leastKills: 10, leastCaught: 40).RunAsync(
        round => $"postgres:kill{round}:{server.ConnectionString};Server Compatibility Mode=NoTypeLoading",
        round => OpenAsync("kill" + round, null));

    [PostgreSqlFact]
    public Task A_dispatch_killed_at_every_step_sends_nobody_twice_and_leaves_nobody_out() => new KilledDispatch(customers: 80, lanes: 4, kills: 5).RunAsync(
        $"postgres:dispatch:{server.ConnectionString};Server Compatibility Mode=NoTypeLoading", () => OpenAsync("dispatch", null));

    [PostgreSqlFact]
    public async Task No_plan_exceeds_a_limit_whatever_comes_between()
    {
        for (int seed = 1; seed <= 2; seed++)
        {
            Assert.Empty(await BusyCampaign.RunAsync(clock => OpenAsync("busy" + seed, clock), seed));
        }

        Assert.Contains(await BusyCampaign.RunAsync(clock => OpenAsync("blind", clock), 1, blind: true), fault => fault.Contains("was exceeded", StringComparison.Ordinal));
    }

    [PostgreSqlFact]
    public async Task The_servers_clock_gives_the_instants()
    {
        await using ILedgerStore store = await OpenAsync("clock", null);
        var ledger = new ContactLedger(store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        DateTimeOffset before = await store.GetNowAsync();
        Reservation taken = await ledger.ReserveAsync(new ContactRequest { IdempotencyKey = "k", Customer = new CustomerId("C"), Channel = "phone" });
        DateTimeOffset after = await store.GetNowAsync();

        Assert.InRange(taken.Contact!.At, before, after);
        Assert.Equal(0, taken.Contact.At.Ticks % TimeSpan.TicksPerMicrosecond);
    }

    private async Task<ILedgerStore> OpenAsync(string schema, TimeProvider? clock) =>
        await PostgreSqlLedgerStore.OpenAsync(server.ConnectionString, new PostgreSqlLedgerOptions { Schema = schema, Clock = clock });
}
