using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Only a fresh, proved permission lifts an objection, and only for what it says.</summary>
internal static class LiftCases
{
    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A customer who was erased and agrees anew may be contacted by that channel, and no other", Lifted),
        new("A permission as old as the objection, not in force, or known as another lifts nothing", NotLifted),
        new("An objection after a lift stands again, also that of an address alone", Again),
    ];

    private static Consent Given(LedgerBench bench, string id = "n", string customer = "C-1") => new()
    {
        Id = id, Customer = new CustomerId(customer), Channel = "phone", IsGranted = true, From = bench.Clock.GetUtcNow(), Evidence = "form-7",
    };

    private static ValueTask<LiftReceipt> Lift(LedgerBench bench, Consent consent, params string[] points) =>
        bench.Ledger.LiftObjectionAsync(CustomerRef.Of(consent.Customer), consent, "came back", "agent-3", points, bench.Cancel);

    private static async Task Lifted(LedgerBench bench)
    {
        ContactRequest ask = LedgerBench.Ask("a") with { ContactPoint = "+49 30 1" };
        await bench.Take(ask).ConfigureAwait(false);
        await bench.Ledger.EraseAsync(Of("C-1"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Ledger.RecordConsentAsync(Of("C-1"), Given(bench, "plain"), bench.Cancel).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("b"), "CNS.OBJECTION").ConfigureAwait(false);
        LiftReceipt receipt = await Lift(bench, Given(bench)).ConfigureAwait(false);
        Same("Lifted 1", $"{receipt.Outcome} {receipt.Objections.Count}", "The lift");
        Same(LiftOutcome.NothingToLift, (await Lift(bench, Given(bench)).ConfigureAwait(false)).Outcome, "The lift once more");
        await bench.Refused(LedgerBench.Ask("b", channel: "email"), "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Refused(ask with { IdempotencyKey = "c" }, "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Begin(await bench.Take("d").ConfigureAwait(false)).ConfigureAwait(false);
        Same(LiftOutcome.Lifted, (await Lift(bench, Given(bench, "n2"), "+49 30 1").ConfigureAwait(false)).Outcome, "The lift for the number");
        await bench.Take(ask with { IdempotencyKey = "e" }).ConfigureAwait(false);

        DecisionRecord row = (await bench.Ledger.ReadAllAsync(Of("C-1"), bench.Cancel).ConfigureAwait(false)).Decisions.First(one => one.Mode == "lift" && one.Vetoes[0].Evidence[0] == "n");
        Same("lifted CNS.OBJECTION n came back/agent-3", $"{row.Outcome} {row.Vetoes[0].Code} {row.Vetoes[0].Evidence[0]} {row.Vetoes[0].Parameters[3].Value}/{row.Vetoes[0].Parameters[4].Value}", "The row of the log");
        bench.Clock.Advance(TimeSpan.FromDays(9));
        await bench.Ledger.EraseAsync(Of("C-1"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("f"), "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("g", "C-2") with { ContactPoint = "+49 30 1" }, "CNS.OBJECTION").ConfigureAwait(false);
    }

    private static async Task NotLifted(LedgerBench bench)
    {
        Consent before = Given(bench);
        await bench.Ledger.RecordObjectionAsync(Of("C-1"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same(LiftOutcome.OlderThanObjection, (await Lift(bench, before).ConfigureAwait(false)).Outcome, "A permission of the same instant");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Same(LiftOutcome.OlderThanObjection, (await Lift(bench, before).ConfigureAwait(false)).Outcome, "The old permission later");
        Same(LiftOutcome.NotInForce, (await Lift(bench, Given(bench) with { From = bench.Clock.GetUtcNow().AddHours(1) }).ConfigureAwait(false)).Outcome, "A permission to come");
        Same(
            LiftOutcome.NotInForce,
            (await Lift(bench, Given(bench) with { From = bench.Clock.GetUtcNow().AddHours(-2), To = bench.Clock.GetUtcNow() }).ConfigureAwait(false)).Outcome, "A permission that ran out");
        Same(0, (await bench.Ledger.ReadAsync(Of("C-1"), bench.Cancel).ConfigureAwait(false)).Consents.Count, "Permissions written");
        await bench.Ledger.RecordConsentAsync(Of("C-1"), Given(bench) with { Channel = "email" }, bench.Cancel).ConfigureAwait(false);
        Same(LiftOutcome.Conflict, (await Lift(bench, Given(bench)).ConfigureAwait(false)).Outcome, "A permission under the id of another");
        await bench.Refused(LedgerBench.Ask("a"), "CNS.OBJECTION").ConfigureAwait(false);
    }

    private static async Task Again(LedgerBench bench)
    {
        await bench.Ledger.RecordObjectionAsync(Of("C-1"), "+49 30 1", cancellationToken: bench.Cancel).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        ContactRequest ask = LedgerBench.Ask("a") with { ContactPoint = "+49 30 1" };
        await Lift(bench, Given(bench), "+49 30 1").ConfigureAwait(false);
        Contact waiting = await bench.Take(ask).ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync("main", "+49 30 1", cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same(DispatchOutcome.Refused, (await bench.Ledger.BeginDispatchAsync(waiting, bench.Cancel).ConfigureAwait(false)).Outcome, "The dispatch after the address objected");
        await bench.Take(LedgerBench.Ask("b")).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Ledger.RecordObjectionAsync(Of("C-1"), channel: "phone", cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("c"), "CNS.OBJECTION").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Same(LiftOutcome.Lifted, (await Lift(bench, Given(bench, "n2")).ConfigureAwait(false)).Outcome, "The second lift");
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.Take("d").ConfigureAwait(false);
    }
}
