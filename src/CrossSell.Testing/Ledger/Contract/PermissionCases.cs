using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Objections, and what the rules are shown.</summary>
internal static class PermissionCases
{
    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("An objection releases what waits, refuses what comes, and stops a dispatch", Objecting),
        new("An objection of a contact point is found under any customer", ContactPoints),
        new("The rules see what is known of the customer, and the use of a consent is written at dispatch", Context),
        new("A never is an answer and an objection in one", Never),
    ];

    private static async Task Objecting(LedgerBench bench)
    {
        Contact a = await bench.Take("a").ConfigureAwait(false);
        Contact service = await bench.Take(LedgerBench.Ask("s") with { Purpose = ContactPurpose.Service }).ConfigureAwait(false);
        Contact other = await bench.Take("o", "C-2").ConfigureAwait(false);
        IReadOnlyList<Contact> released = await bench.Ledger.RecordObjectionAsync(Of("C-1"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same($"{a.Id} {ContactState.Released}", string.Join(';', released.Select(c => $"{c.Id} {c.State}")), "Contacts released");
        Expect(!(await bench.Ledger.BeginDispatchAsync(a, bench.Cancel).ConfigureAwait(false)).IsBegun, "What was released must not be dispatched.");
        await bench.Refused(LedgerBench.Ask("b"), "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Begin(service).ConfigureAwait(false);
        await bench.Begin(other).ConfigureAwait(false);
    }

    private static async Task ContactPoints(LedgerBench bench)
    {
        Contact waiting = await bench.Take(LedgerBench.Ask("a") with { ContactPoint = "+49 30 1" }).ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync("main", "+49 30 1", channel: "phone", cancellationToken: bench.Cancel).ConfigureAwait(false);
        Dispatch stopped = await bench.Ledger.BeginDispatchAsync(waiting, bench.Cancel).ConfigureAwait(false);
        Same($"{DispatchOutcome.Refused} CNS.OBJECTION", $"{stopped.Outcome} {string.Join(' ', stopped.Admission.Vetoes.Select(v => v.Code))}", "A dispatch to the contact point");
        await bench.Refused(LedgerBench.Ask("b", "C-2") with { ContactPoint = "+49 30 1" }, "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("c", "C-2", "sms") with { ContactPoint = "+49 30 1" }).ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("d", "C-2") with { ContactPoint = "+49 30 2" }).ConfigureAwait(false);
    }

    private static async Task Context(LedgerBench bench)
    {
        CustomerRef who = Of("C-1");
        DateTimeOffset now = bench.Clock.GetUtcNow();
        await bench.Ledger.RecordConsentAsync(who, new Consent { Id = "n", Customer = who.Customer, Channel = "phone", IsGranted = true, From = now }, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordHoldAsync(who, new Hold { Id = "h", Customer = who.Customer, Kind = "LEGAL", From = now }, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordClassChangeAsync(who, new ClassChange { Customer = who.Customer, At = now, To = "B", Reason = "r" }, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync(who, channel: "fax", cancellationToken: bench.Cancel).ConfigureAwait(false);
        var rules = new Spy();
        var ledger = new ContactLedger(bench.Store, rules, new ContactLedgerOptions { ContactPointKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)] });
        Reservation taken = await ledger.ReserveAsync(LedgerBench.Ask("a"), bench.Cancel).ConfigureAwait(false);
        Dispatch begun = await ledger.BeginDispatchAsync(taken.Contact!, bench.Cancel).ConfigureAwait(false);
        Expect(begun.IsBegun, "Dispatch must begin.");
        Same("Reserve n h B fax", rules.Seen[0], "What the rules saw at the reservation");
        Same("Dispatch n h B fax", rules.Seen[^1], "What the rules saw at the dispatch");
    }

    private static async Task Never(LedgerBench bench)
    {
        CustomerRef who = Of("C-1");
        Contact waiting = await bench.Take("a").ConfigureAwait(false);
        var offer = new Offer { Id = "o", Customer = who.Customer, Product = new ProductId("P"), EquivalenceSet = "P", State = OfferState.Open, CreatedAt = bench.Clock.GetUtcNow() };
        await bench.Ledger.RecordOfferAsync(who, offer, bench.Cancel).ConfigureAwait(false);
        ResponseReceipt receipt = await bench.Ledger.RecordResponseAsync(who, new OfferResponse
        {
            Id = "r", OfferId = "o", Customer = who.Customer, Product = offer.Product, Kind = OfferResponseKind.Declined, Reason = DeclineReason.NeverAny,
            Conversation = "v", At = bench.Clock.GetUtcNow(),
        }, null, bench.Cancel).ConfigureAwait(false);
        Same($"{ContactState.Released} {waiting.Id}", string.Join(';', receipt.Released.Select(c => $"{c.State} {c.Id}")), "Contacts released");
        await bench.Refused(LedgerBench.Ask("b"), "CNS.OBJECTION").ConfigureAwait(false);
    }

    private sealed class Spy : IContactAdmission
    {
        public List<string> Seen { get; } = [];

        public string PolicyHash => "spy";

        public TimeSpan? Horizon => null;

        public Admission Admit(AdmissionContext context)
        {
            Seen.Add(
                $"{context.Step} {string.Join(' ', context.Consents.Select(c => c.Id))} {string.Join(' ', context.Holds.Select(h => h.Id))} "
                + $"{string.Join(' ', context.ClassChanges.Select(c => c.To))} {string.Join(' ', context.Objections.Select(o => o.Channel))}");
            return new Admission { ConsentId = context.Consents[0].Id };
        }
    }
}
