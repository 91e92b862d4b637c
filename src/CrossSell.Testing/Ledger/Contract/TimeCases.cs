using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Windows, expiry and clocks, to the microsecond.</summary>
internal static class TimeCases
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A window opens again exactly when it is over, and not a microsecond earlier", Windows),
        new("Planned contacts in the future count in every window", Planned),
        new("A reservation expires at its instant and frees its slot", Expiry),
        new("An expired reservation is taken again if there is room, and refused if not", Late),
        new("What is being dispatched does not expire", Dispatching),
        new("A clock set back a little stands still, and further back is refused", SetBack),
        new("Instants keep the microsecond and lose what is finer", Resolution),
    ];

    private static async Task Windows(LedgerBench bench)
    {
        await bench.Sent("a").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.Sent("b").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(4) - Tick);
        await bench.Refused("c").ConfigureAwait(false);
        bench.Clock.Advance(Tick);
        await bench.Sent("c").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(3) - Tick);
        await bench.Refused("d").ConfigureAwait(false);
        bench.Clock.Advance(Tick);
        await bench.Sent("d").ConfigureAwait(false);
    }

    private static async Task Planned(LedgerBench bench)
    {
        DateTimeOffset start = bench.Clock.GetUtcNow();
        await bench.Take(LedgerBench.Ask("p7") with { IsPlanned = true, At = start.AddDays(7) }).ConfigureAwait(false);
        Contact eighth = await bench.Take(LedgerBench.Ask("p8") with { IsPlanned = true, At = start.AddDays(8) }).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.Refused("now").ConfigureAwait(false);
        Same(DispatchOutcome.Refused, (await bench.Ledger.BeginDispatchAsync(eighth, bench.Cancel).ConfigureAwait(false)).Outcome, "Dispatching before the day");
        await bench.Ledger.ReleaseAsync(ContactRef.Of(eighth), false, null, bench.Cancel).ConfigureAwait(false);
        await bench.Take("now").ConfigureAwait(false);
    }

    private static async Task Expiry(LedgerBench bench)
    {
        await bench.Sent("s").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("a") with { TimeToLive = TimeSpan.FromSeconds(10) }).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromSeconds(10) - Tick);
        await bench.Refused("b").ConfigureAwait(false);
        bench.Clock.Advance(Tick);
        await bench.Take("b").ConfigureAwait(false);
        IReadOnlyList<Contact> swept = await bench.Ledger.SweepAsync("main", cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same("a Expired", string.Join(';', swept.Select(c => $"{c.IdempotencyKey} {c.State}")), "Contacts swept");
        Same(0, (await bench.Ledger.SweepAsync("main", cancellationToken: bench.Cancel).ConfigureAwait(false)).Count, "Swept again");
    }

    private static async Task Late(LedgerBench bench)
    {
        Contact a = await bench.Take(LedgerBench.Ask("a") with { TimeToLive = TimeSpan.FromSeconds(1) }).ConfigureAwait(false);
        Contact b = await bench.Take(LedgerBench.Ask("b") with { TimeToLive = TimeSpan.FromSeconds(1) }).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Contact again = await bench.Begin(a).ConfigureAwait(false);
        Same(a.At.AddSeconds(1), again.At, "The instant of the contact that was taken again");
        await bench.Take("c").ConfigureAwait(false);
        Dispatch late = await bench.Ledger.BeginDispatchAsync(b, bench.Cancel).ConfigureAwait(false);
        Same($"{DispatchOutcome.ReservationExpired} CAP", $"{late.Outcome} {string.Join(' ', late.Admission.Vetoes.Select(v => v.Code))}", "The one without room");
        bench.Clock.Advance(TimeSpan.FromDays(7));
        Contact renewed = await bench.Take(LedgerBench.Ask("b") with { TimeToLive = TimeSpan.FromSeconds(1) }).ConfigureAwait(false);
        Same(b.Id, renewed.Id, "The contact under the key");
        Same(DispatchOutcome.Fenced, (await bench.Ledger.BeginDispatchAsync(b, bench.Cancel).ConfigureAwait(false)).Outcome, "Whoever holds the older reservation");
        await bench.Begin(renewed).ConfigureAwait(false);
    }

    private static async Task Dispatching(LedgerBench bench)
    {
        Contact begun = await bench.Begin(await bench.Take(LedgerBench.Ask("a") with { TimeToLive = TimeSpan.FromSeconds(1) }).ConfigureAwait(false)).ConfigureAwait(false);
        Expect(begun.ExpiresAt is null, "What is being dispatched must have no expiry.");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Take("b").ConfigureAwait(false);
        await bench.Refused("c").ConfigureAwait(false);
        Same(0, (await bench.Ledger.SweepAsync("main", cancellationToken: bench.Cancel).ConfigureAwait(false)).Count(c => c.Id == begun.Id), "Swept");
    }

    private static async Task SetBack(LedgerBench bench)
    {
        Contact first = await bench.Take("a").ConfigureAwait(false);
        bench.Clock.SetUtcNow(first.At.AddSeconds(-30));
        Contact second = await bench.Take("b").ConfigureAwait(false);
        Expect(second.At >= first.At, $"The clock ran back: {second.At:O} after {first.At:O}.");
        bench.Clock.SetUtcNow(first.At.AddDays(-8));
        Same(LedgerFault.ClockSetBack, await FaultOf(() => bench.Reserve("c")).ConfigureAwait(false), "A clock set back by eight days");
        bench.Clock.SetUtcNow(first.At.AddSeconds(1));
        await bench.Refused("c").ConfigureAwait(false);
    }

    private static async Task Resolution(LedgerBench bench)
    {
        bench.Clock.Advance(TimeSpan.FromTicks(7));
        DateTimeOffset exact = LedgerTime.Truncate(bench.Clock.GetUtcNow());
        Contact taken = await bench.Take(LedgerBench.Ask("a") with { TimeToLive = TimeSpan.FromTicks(25) }).ConfigureAwait(false);
        Same(exact, taken.At, "The instant");
        Contact read = (await bench.Contacts().ConfigureAwait(false))[0];
        Same($"{taken.At:O} {taken.ExpiresAt:O} {taken.ChangedAt:O}", $"{read.At:O} {read.ExpiresAt:O} {read.ChangedAt:O}", "The instants read");
        Same(exact.AddMicroseconds(2), read.ExpiresAt, "The expiry");
    }
}
