using CrossSell.Ledger;
using CrossSell.Storage.Worker.Harness;
using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

public sealed class SqliteProcessTests : IDisposable
{
    private readonly SqliteFixture _files = new();

    [Fact]
    public async Task Four_processes_of_eight_threads_hold_the_limit_of_200_customers_exactly()
    {
        int[] accepted = WorkerProcess.Race("sqlite:" + _files.PathOf("race"), processes: 4, threads: 8, attempts: 12_000, customers: 200);

        Assert.Equal(400, accepted.Sum());
        await using ILedgerStore store = await _files.OpenAsync("race", TimeProvider.System, default);
        var ledger = new ContactLedger(store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        for (int customer = 0; customer < 200; customer++)
        {
            Assert.Equal(2, (await ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-" + customer)))).Contacts.Count);
        }
    }

    [Fact]
    public Task A_campaign_killed_at_every_step_loses_nothing_and_sends_nothing_twice() => new KilledCampaign(lanes: 12, leastKills: 20, leastCaught: 200).RunAsync(
        round => "sqlite:" + _files.PathOf("kill" + round),
        async round => await _files.OpenAsync("kill" + round, TimeProvider.System, default));

    [Fact]
    public Task A_dispatch_killed_at_every_step_sends_nobody_twice_and_leaves_nobody_out() => new KilledDispatch(customers: 120, lanes: 4, kills: 9).RunAsync(
        "sqlite:" + _files.PathOf("dispatch"), async () => await _files.OpenAsync("dispatch", TimeProvider.System, default));

    [Fact]
    public async Task No_plan_exceeds_a_limit_whatever_comes_between()
    {
        int run = 0;
        for (int seed = 1; seed <= 3; seed++)
        {
            Assert.Empty(await BusyCampaign.RunAsync(async clock => await _files.OpenAsync("busy" + run++, clock, default), seed));
        }

        IReadOnlyList<string> faults = await BusyCampaign.RunAsync(async clock => await _files.OpenAsync("blind", clock, default), 1, blind: true);
        Assert.Contains(faults, fault => fault.Contains("was exceeded", StringComparison.Ordinal));
    }

    public void Dispose() => _files.Dispose();
}
