using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Reserve, dispatch, settle: who may do what, once.</summary>
internal static class ProtocolCases
{
    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A slot taken is seen by the next, and by nobody else's customer", Seen),
        new("A key asked twice is one contact, and another request under it is a conflict", Keys),
        new("A household's limit counts over its people", Households),
        new("A contact is handed to one sender, and a stale one is fenced", Fencing),
        new("What was released or surely not sent frees its slot, all else keeps it", Releasing),
        new("Commits are safe to repeat and go forward only", Committing),
        new("Dispatching long since becomes unknown, counts, and is not sent again", Reconciling),
        new("A higher priority bumps what waits and never what is dispatched", Bumping),
        new("A contact without a reservation is written down and counts", Recording),
    ];

    private static async Task Seen(LedgerBench bench)
    {
        await bench.Take("a").ConfigureAwait(false);
        await bench.Sent("b").ConfigureAwait(false);
        await bench.Refused("c").ConfigureAwait(false);
        await bench.Take("c", "C-2").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("d") with { ObeysCaps = false }).ConfigureAwait(false);
        Same(3, (await bench.Contacts().ConfigureAwait(false)).Count, "Contacts of the customer");
    }

    private static async Task Keys(LedgerBench bench)
    {
        Contact first = await bench.Take("a").ConfigureAwait(false);
        Reservation again = await bench.Reserve("a").ConfigureAwait(false);
        Expect(again.IsAccepted && again.IsReplay && again.Contact!.Id == first.Id && again.Contact.Fence == first.Fence, "The same key must give the same reservation.");
        Reservation other = await bench.Reserve(LedgerBench.Ask("a") with { Channel = "email" }).ConfigureAwait(false);
        Same(ReservationOutcome.IdempotencyConflict, other.Outcome, "Another request under the key");
        await bench.Sent("b").ConfigureAwait(false);
        Same(ReservationOutcome.AlreadySettled, (await bench.Reserve("b").ConfigureAwait(false)).Outcome, "The key of a contact that was sent");
        Same(2, (await bench.Contacts().ConfigureAwait(false)).Count, "Contacts of the customer");
    }

    private static async Task Households(LedgerBench bench)
    {
        ContactLedger ledger = bench.LedgerOf(TwoInAWeek with { Name = "household", Subject = SubjectKind.Household });
        string outcomes = "";
        foreach (string customer in (string[])["C-1", "C-2", "C-3"])
        {
            Reservation result = await ledger.ReserveAsync(LedgerBench.Ask("k", customer) with { Household = "H", IdempotencyKey = "k" + customer }, bench.Cancel).ConfigureAwait(false);
            outcomes += result.Outcome + " ";
        }

        Same("Accepted Accepted Refused ", outcomes, "Three people of one household");
    }

    private static async Task Fencing(LedgerBench bench)
    {
        Contact taken = await bench.Take("a").ConfigureAwait(false);
        Contact begun = await bench.Begin(taken).ConfigureAwait(false);
        Same(DispatchOutcome.Fenced, (await bench.Ledger.BeginDispatchAsync(taken, bench.Cancel).ConfigureAwait(false)).Outcome, "The same reservation again");
        Same(DispatchOutcome.AlreadySettled, (await bench.Ledger.BeginDispatchAsync(begun, bench.Cancel).ConfigureAwait(false)).Outcome, "With the fence of the dispatch");
        Same(SettlementOutcome.Fenced, (await bench.Ledger.CommitAsync(ContactRef.Of(taken), ContactState.Sent, taken.Fence, bench.Cancel).ConfigureAwait(false)).Outcome, "A commit with the old fence");
        Same(DispatchOutcome.NotFound, (await bench.Ledger.BeginDispatchAsync(ContactRef.Of(taken) with { Id = Guid.Empty }, 1, bench.Cancel).ConfigureAwait(false)).Outcome, "A contact that is not there");
        Same(SettlementOutcome.NotFound, (await bench.Ledger.CommitAsync(ContactRef.Of(taken) with { Id = Guid.Empty }, ContactState.Sent, null, bench.Cancel).ConfigureAwait(false)).Outcome, "A commit of one that is not there");
    }

    private static async Task Releasing(LedgerBench bench)
    {
        Contact a = await bench.Take("a").ConfigureAwait(false);
        Contact b = await bench.Begin(await bench.Take("b").ConfigureAwait(false)).ConfigureAwait(false);
        await bench.Refused("c").ConfigureAwait(false);
        Same(SettlementOutcome.NotPossible, (await bench.Ledger.ReleaseAsync(ContactRef.Of(b), false, null, bench.Cancel).ConfigureAwait(false)).Outcome, "Releasing what may have been sent");
        await bench.Refused("c").ConfigureAwait(false);
        Settlement released = await bench.Ledger.ReleaseAsync(ContactRef.Of(a), false, null, bench.Cancel).ConfigureAwait(false);
        Same(ContactState.Released, released.Contact!.State, "The reservation given back");
        Same(SettlementOutcome.Settled, (await bench.Ledger.ReleaseAsync(ContactRef.Of(a), false, null, bench.Cancel).ConfigureAwait(false)).Outcome, "Giving it back again");
        await bench.Take("c").ConfigureAwait(false);
        await bench.Refused("d").ConfigureAwait(false);
        Settlement failed = await bench.Ledger.ReleaseAsync(ContactRef.Of(b), true, b.Fence, bench.Cancel).ConfigureAwait(false);
        Same(ContactState.FailedNotSent, failed.Contact!.State, "What was surely not sent");
        await bench.Take("d").ConfigureAwait(false);
        await bench.Refused("e").ConfigureAwait(false);
        Same(DispatchOutcome.AlreadySettled, (await bench.Ledger.BeginDispatchAsync(released.Contact, bench.Cancel).ConfigureAwait(false)).Outcome, "Dispatching what was given back");
        Same(ReservationOutcome.AlreadySettled, (await bench.Reserve("a").ConfigureAwait(false)).Outcome, "The key of what was given back");
    }

    private static async Task Committing(LedgerBench bench)
    {
        Contact taken = await bench.Take("a").ConfigureAwait(false);
        var reference = ContactRef.Of(taken);
        Same(SettlementOutcome.NotPossible, (await Commit(ContactState.Sent).ConfigureAwait(false)).Outcome, "Committing what was not dispatched");
        await bench.Begin(taken).ConfigureAwait(false);
        Same(ContactState.Sent, (await Commit(ContactState.Sent).ConfigureAwait(false)).Contact!.State, "Sent");
        Same(SettlementOutcome.Settled, (await Commit(ContactState.Sent).ConfigureAwait(false)).Outcome, "Sent again");
        Same(ContactState.Answered, (await Commit(ContactState.Answered).ConfigureAwait(false)).Contact!.State, "Answered");
        Settlement late = await Commit(ContactState.Delivered).ConfigureAwait(false);
        Same($"{SettlementOutcome.Settled} {ContactState.Answered}", $"{late.Outcome} {late.Contact!.State}", "A late receipt of delivery");
        Same(SettlementOutcome.NotPossible, (await Commit(ContactState.Bounced).ConfigureAwait(false)).Outcome, "A bounce after an answer");
        Same(SettlementOutcome.NotPossible, (await bench.Ledger.ReleaseAsync(reference, true, null, bench.Cancel).ConfigureAwait(false)).Outcome, "Releasing what was answered");

        async Task<Settlement> Commit(ContactState state) => await bench.Ledger.CommitAsync(reference, state, null, bench.Cancel).ConfigureAwait(false);
    }

    private static async Task Reconciling(LedgerBench bench)
    {
        Contact begun = await bench.Begin(await bench.Take("a").ConfigureAwait(false)).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        Contact young = await bench.Begin(await bench.Take("b").ConfigureAwait(false)).ConfigureAwait(false);
        IReadOnlyList<Contact> lost = await bench.Ledger.ReconcileAsync("main", TimeSpan.FromMinutes(10), cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same($"{begun.Id} {ContactState.Unknown}", string.Join(';', lost.Select(c => $"{c.Id} {c.State}")), "Contacts found");
        Same(0, (await bench.Ledger.ReconcileAsync("main", TimeSpan.FromMinutes(10), cancellationToken: bench.Cancel).ConfigureAwait(false)).Count, "Found again");
        await bench.Refused("c").ConfigureAwait(false);
        Same(ReservationOutcome.AlreadySettled, (await bench.Reserve("a").ConfigureAwait(false)).Outcome, "The key of the unknown one");
        Settlement late = await bench.Ledger.CommitAsync(ContactRef.Of(begun), ContactState.Sent, begun.Fence, bench.Cancel).ConfigureAwait(false);
        Same(ContactState.Sent, late.Contact!.State, "What the sender says after all");
        Same(ContactState.Dispatching, (await bench.Contacts().ConfigureAwait(false)).Single(c => c.Id == young.Id).State, "The young one");
    }

    private static async Task Bumping(LedgerBench bench)
    {
        Contact low = await bench.Take(LedgerBench.Ask("low") with { Priority = 1 }).ConfigureAwait(false);
        Contact mid = await bench.Take(LedgerBench.Ask("mid") with { Priority = 2 }).ConfigureAwait(false);
        Reservation high = await bench.Reserve(LedgerBench.Ask("high") with { Priority = 3, MayBump = true }).ConfigureAwait(false);
        Same($"{ReservationOutcome.Accepted} {low.Id}", $"{high.Outcome} {string.Join(' ', high.Bumped.Select(c => c.Id))}", "The higher priority");
        Same(DispatchOutcome.Fenced, (await bench.Ledger.BeginDispatchAsync(low, bench.Cancel).ConfigureAwait(false)).Outcome, "Dispatching the loser");
        await bench.Begin(mid).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("same") with { Priority = 3, MayBump = true }).ConfigureAwait(false);
        await bench.Begin(high.Contact!).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("top") with { Priority = 9, MayBump = true }).ConfigureAwait(false);
    }

    private static async Task Recording(LedgerBench bench)
    {
        ContactRequest past = LedgerBench.Ask("p") with { At = bench.Clock.GetUtcNow().AddDays(-1), Direction = ContactDirection.Inbound };
        Reservation written = await bench.Ledger.RecordContactAsync(past, ContactState.Answered, bench.Cancel).ConfigureAwait(false);
        Same(past.At, written.Contact!.At, "The instant in the past");
        Expect((await bench.Ledger.RecordContactAsync(past, ContactState.Answered, bench.Cancel).ConfigureAwait(false)).IsReplay, "A second record must be the first.");
        await bench.Take("a").ConfigureAwait(false);
        await bench.Refused("b").ConfigureAwait(false);
    }
}
