using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Volumes that all customers share.</summary>
internal static class VolumeCases
{
    private static readonly VolumeKey Name = new("product:P", "2026-W10");

    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A volume gives what it has, and takes back what was not used", Giving),
        new("An expired reservation gives its volume back to the next who asks", Expiring),
        new("A volume gives out exactly its cap to many callers at once", Exact),
    ];

    private static ContactRequest Ask(LedgerBench bench, string key, string customer, long amount = 1) =>
        LedgerBench.Ask(key, customer) with { Volumes = [new VolumeTake(Name.Key, Name.Period, amount)] };

    private static async Task Giving(LedgerBench bench)
    {
        await bench.Refused(Ask(bench, "a", "C-1"), "VOL.PRODUCT").ConfigureAwait(false);
        await bench.Ledger.SetVolumeAsync("main", Name, 3, bench.Cancel).ConfigureAwait(false);
        Contact a = await bench.Take(Ask(bench, "a", "C-1", 2)).ConfigureAwait(false);
        await bench.Refused(Ask(bench, "b", "C-2", 2), "VOL.PRODUCT").ConfigureAwait(false);
        Contact c = await bench.Take(Ask(bench, "c", "C-3")).ConfigureAwait(false);
        await bench.Take(Ask(bench, "c", "C-3")).ConfigureAwait(false);
        await bench.Refused(Ask(bench, "d", "C-4"), "VOL.PRODUCT").ConfigureAwait(false);
        await bench.Ledger.ReleaseAsync(ContactRef.Of(a), false, null, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.ReleaseAsync(ContactRef.Of(a), false, null, bench.Cancel).ConfigureAwait(false);
        await bench.Take(Ask(bench, "b", "C-2", 2)).ConfigureAwait(false);
        await bench.Refused(Ask(bench, "d", "C-4"), "VOL.PRODUCT").ConfigureAwait(false);
        Contact begun = await bench.Begin(c).ConfigureAwait(false);
        await bench.Ledger.ReleaseAsync(ContactRef.Of(begun), true, null, bench.Cancel).ConfigureAwait(false);
        await bench.Take(Ask(bench, "d", "C-4")).ConfigureAwait(false);
        Same("3 of 3", await Used(bench).ConfigureAwait(false), "The volume");
    }

    private static async Task Expiring(LedgerBench bench)
    {
        await bench.Ledger.SetVolumeAsync("main", Name, 1, bench.Cancel).ConfigureAwait(false);
        Contact a = await bench.Take(Ask(bench, "a", "C-1") with { TimeToLive = TimeSpan.FromSeconds(1) }).ConfigureAwait(false);
        await bench.Refused(Ask(bench, "b", "C-2"), "VOL.PRODUCT").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Contact b = await bench.Take(Ask(bench, "b", "C-2")).ConfigureAwait(false);
        Dispatch late = await bench.Ledger.BeginDispatchAsync(a, bench.Cancel).ConfigureAwait(false);
        Same($"{DispatchOutcome.ReservationExpired} VOL.PRODUCT", $"{late.Outcome} {string.Join(' ', late.Admission.Vetoes.Select(v => v.Code))}", "The late one");
        await bench.Ledger.ReleaseAsync(ContactRef.Of(b), false, null, bench.Cancel).ConfigureAwait(false);
        await bench.Begin(a).ConfigureAwait(false);
        Same("1 of 1", await Used(bench).ConfigureAwait(false), "The volume");
    }

    private static async Task Exact(LedgerBench bench)
    {
        await bench.Ledger.SetVolumeAsync("main", Name, 20, bench.Cancel).ConfigureAwait(false);
        Reservation[] results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            Task.Run(() => bench.Reserve(Ask(bench, "k", "C-" + i)), bench.Cancel))).ConfigureAwait(false);
        Same(20, results.Count(r => r.IsAccepted), "Slots given out of a volume of 20");
        Same("20 of 20", await Used(bench).ConfigureAwait(false), "The volume");
    }

    private static async Task<string> Used(LedgerBench bench)
    {
        LedgerView view = await bench.Store.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [], Volumes = [Name] }, bench.Cancel).ConfigureAwait(false);
        return $"{view.Volume(Name)?.Used} of {view.Volume(Name)?.Cap}";
    }
}
