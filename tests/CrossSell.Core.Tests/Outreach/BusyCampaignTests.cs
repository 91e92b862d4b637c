using CrossSell.Ledger;
using CrossSell.Storage.Worker.Harness;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests.Outreach;

public sealed class BusyCampaignTests
{
    [Fact]
    public void No_plan_exceeds_a_limit_whatever_comes_between() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Faults(seed, blind: false).Length == 0).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Fact]
    public void Rules_that_ignore_what_the_ledger_holds_are_caught() =>
        Assert.Contains(Faults(1, blind: true), fault => fault.Contains("was exceeded", StringComparison.Ordinal));

    private static string[] Faults(int seed, bool blind) =>
        [.. Task.Run(() => BusyCampaign.RunAsync(clock => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore(clock)), seed, blind)).GetAwaiter().GetResult()];
}
