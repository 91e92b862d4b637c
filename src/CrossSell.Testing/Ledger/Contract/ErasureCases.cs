using System.Text.Json;
using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Erasure leaves nothing but keyed digests, and these still refuse.</summary>
internal static class ErasureCases
{
    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("Everything stored of a customer is read, and after erasure nothing is left", Everything),
        new("After erasure the same customer and address are refused when they are imported again", Tombstone),
        new("A dispatch under way when its customer is erased ends", Dispatching),
        new("Erasing one member of a household leaves the others, and what they were refused", Household),
        new("Erasure and reservations of one customer at once never end in a contact that an objection stops", Race),
        new("A reservation that waited for an erasure sees the objection it left", Waiting),
    ];

    private static async Task Fill(LedgerBench bench, CustomerRef who, string prefix)
    {
        DateTimeOffset now = bench.Clock.GetUtcNow();
        CustomerId id = who.Customer;
        var ledger = new ContactLedger(bench.Store, new PlainLimits(TwoInAWeek), Options(DecisionDetail.All));
        ContactRequest ask = LedgerBench.Ask(prefix + "1", id.Value) with
        {
            Household = who.Root.Kind == SubjectKind.Household ? who.Root.Id : null, ContactPoint = prefix + "@example.org", Tags = ["t"], Offers = ["o"],
        };
        Expect((await ledger.ReserveAsync(ask, bench.Cancel).ConfigureAwait(false)).IsAccepted, "The first contact must be accepted.");
        await ledger.ReserveAsync(ask with { IdempotencyKey = prefix + "2", Volumes = [new VolumeTake("none", "", 1)] }, bench.Cancel).ConfigureAwait(false);
        await ledger.RecordConsentAsync(who, new Consent { Id = prefix + "n", Customer = id, Channel = "phone", IsGranted = true, From = now }, bench.Cancel).ConfigureAwait(false);
        await ledger.RecordHoldAsync(who, new Hold { Id = prefix + "h", Customer = id, Kind = "LEGAL", From = now }, bench.Cancel).ConfigureAwait(false);
        await ledger.RecordClassChangeAsync(who, new ClassChange { Customer = id, At = now, To = "B", Reason = "r" }, bench.Cancel).ConfigureAwait(false);
        var offer = new Offer { Id = prefix + "o", Customer = id, Product = new ProductId("P"), EquivalenceSet = "P", State = OfferState.Open, CreatedAt = now };
        await ledger.RecordOfferAsync(who, offer, bench.Cancel).ConfigureAwait(false);
        await ledger.RecordResponseAsync(who, new OfferResponse
        {
            Id = prefix + "r", OfferId = prefix + "o", Customer = id, Product = offer.Product, Kind = OfferResponseKind.Declined, Conversation = "v", At = now,
        }, null, bench.Cancel).ConfigureAwait(false);
        await bench.Store.UpdateAsync(
            new LedgerSelection { Tenant = who.Tenant, Roots = [new RootSelection { Root = who.Root }] },
            (_, changes) =>
            {
                changes.Add(who.Root, new ConsentUse(id, prefix + "n", Guid.Empty, now));
                return true;
            },
            bench.Cancel).ConfigureAwait(false);
    }

    private static string Counts(RootView rows) =>
        $"{rows.Contacts.Count} {rows.Consents.Count} {rows.ConsentUses.Count} {rows.Holds.Count} {rows.ClassChanges.Count} {rows.Offers.Count} {rows.Responses.Count} "
        + $"{string.Join('/', rows.Decisions.Select(row => $"{row.Outcome} {string.Join(' ', row.Vetoes.Select(veto => veto.Code))}").Order(StringComparer.Ordinal))}";

    private static async Task Everything(LedgerBench bench)
    {
        CustomerRef who = Of("C-1");
        await Fill(bench, who, "a").ConfigureAwait(false);
        Same("1 1 1 1 1 1 1 accepted /refused VOL.BUDGET", Normal(Counts(await bench.Ledger.ReadAllAsync(who, bench.Cancel).ConfigureAwait(false))), "Rows before erasure");
        using (var written = new MemoryStream())
        {
            await bench.Ledger.RecordObjectionAsync("main", "a@example.org", channel: "fax", cancellationToken: bench.Cancel).ConfigureAwait(false);
            await bench.Ledger.ExportAsync(who, written, cancellationToken: bench.Cancel).ConfigureAwait(false);
            using var export = JsonDocument.Parse(written.ToArray());
            Same(
                "contacts 1, consents 1, consent_uses 1, holds 1, class_changes 1, offers 1, responses 1, objections 1, decisions 2, policies 0",
                string.Join(", ", export.RootElement.EnumerateObject().Where(part => part.Value.ValueKind == JsonValueKind.Array).Select(part => $"{part.Name} {part.Value.GetArrayLength()}")),
                "Rows exported");
        }

        ErasureReceipt receipt = await bench.Ledger.EraseAsync(who, cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same(9, receipt.Rows, "Rows erased");
        Same("0 0 0 0 0 0 0 ", Counts(await bench.Ledger.ReadAllAsync(who, bench.Cancel).ConfigureAwait(false)), "Rows after erasure");
        Same(0, (await bench.Ledger.EraseAsync(who, cancellationToken: bench.Cancel).ConfigureAwait(false)).Rows, "Rows erased by a second erasure");

        // Forgotten altogether: the customer may come back under another root.
        await bench.Ledger.RecordHoldAsync(
            new CustomerRef("main", SubjectKey.Household("H-9"), who.Customer), new Hold { Id = "h", Customer = who.Customer, Kind = "LEGAL", From = bench.Clock.GetUtcNow() },
            bench.Cancel).ConfigureAwait(false);
    }

    // Which volume code it is depends on the volume's name, and is not what is tested here.
    private static string Normal(string counts) => counts[..(counts.IndexOf("VOL.", StringComparison.Ordinal) + 4)] + "BUDGET";

    private static async Task Tombstone(LedgerBench bench)
    {
        await Fill(bench, Of("C-1"), "a").ConfigureAwait(false);
        await bench.Ledger.EraseAsync(Of("C-1"), ["+49 30 1"], cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("x"), "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("x", "C-2") with { ContactPoint = "A@example.org" }, "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("y", "C-3") with { ContactPoint = "+49 30 1" }, "CNS.OBJECTION").ConfigureAwait(false);
        await Fill(bench, Of("C-4"), "b").ConfigureAwait(false);
        await bench.Ledger.EraseAsync(Of("C-4"), objects: false, cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Take("z", "C-4").ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync(Of("C-5"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.EraseAsync(Of("C-5"), objects: false, cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("z", "C-5"), "CNS.OBJECTION").ConfigureAwait(false);
    }

    private static async Task Dispatching(LedgerBench bench)
    {
        var name = new VolumeKey("product:P", "");
        await bench.Ledger.SetVolumeAsync("main", name, 5, bench.Cancel).ConfigureAwait(false);
        ContactRequest ask = LedgerBench.Ask("a") with { Volumes = [new VolumeTake("product:P", "", 2)] };
        Contact begun = await bench.Begin(await bench.Take(ask).ConfigureAwait(false)).ConfigureAwait(false);
        Contact waiting = await bench.Take(ask with { IdempotencyKey = "b" }).ConfigureAwait(false);
        ErasureReceipt receipt = await bench.Ledger.EraseAsync(Of("C-1"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same(begun.Id.ToString(), string.Join(' ', receipt.InDispatch), "Dispatches under way");
        Same(
            SettlementOutcome.NotFound,
            (await bench.Ledger.CommitAsync(ContactRef.Of(begun), ContactState.Sent, begun.Fence, bench.Cancel).ConfigureAwait(false)).Outcome, "The commit of what was erased");
        Same(DispatchOutcome.NotFound, (await bench.Ledger.BeginDispatchAsync(waiting, bench.Cancel).ConfigureAwait(false)).Outcome, "The dispatch of what was erased");
        Same(2, (await bench.Ledger.SetVolumeAsync("main", name, 5, bench.Cancel).ConfigureAwait(false)).Used, "What the dispatch under way keeps of the volume");
        Same(0, (await bench.Contacts().ConfigureAwait(false)).Count, "Contacts left");
    }

    private static async Task Household(LedgerBench bench)
    {
        var root = SubjectKey.Household("H-1");
        CustomerRef ann = new("main", root, new CustomerId("ann")), bob = new("main", root, new CustomerId("bob"));
        await Fill(bench, ann, "a").ConfigureAwait(false);
        await Fill(bench, bob, "b").ConfigureAwait(false);
        await bench.Ledger.EraseAsync(ann, cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same("0 0 0 0 0 0 0 ", Counts(await bench.Ledger.ReadAllAsync(ann, bench.Cancel).ConfigureAwait(false)), "Rows of the one erased");
        Same("1 1 1 1 1 1 1 accepted /refused VOL.BUDGET", Normal(Counts(await bench.Ledger.ReadAllAsync(bob, bench.Cancel).ConfigureAwait(false))), "Rows of the other");
        await bench.Refused(LedgerBench.Ask("x", "ann") with { Household = "H-1" }, "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("y", "bob") with { Household = "H-1" }).ConfigureAwait(false);
    }

    private static async Task Race(LedgerBench bench)
    {
        for (int round = 0; round < 12; round++)
        {
            string customer = "C-" + round;
            await bench.Take("first", customer).ConfigureAwait(false);
            Task<Reservation>[] asked = [.. Enumerable.Range(0, 4).Select(i => Task.Run(() => bench.Reserve("k" + i, customer), bench.Cancel))];
            await bench.Ledger.EraseAsync(Of(customer), cancellationToken: bench.Cancel).ConfigureAwait(false);
            await Task.WhenAll(asked).ConfigureAwait(false);
            Same(0, (await bench.Contacts(customer).ConfigureAwait(false)).Count, $"Contacts of a customer erased while others reserved, in round {round}");
        }
    }

    private static async Task Waiting(LedgerBench bench)
    {
        string[] customers = ["C-1", "C-2"];
        foreach (string customer in customers)
        {
            await bench.Take("first", customer).ConfigureAwait(false);
        }

        foreach (string customer in customers)
        {
            var held = new HeldStore(bench.Store);
            await using (held.ConfigureAwait(false))
            {
                var eraser = new ContactLedger(held, new PlainLimits(TwoInAWeek), Options(DecisionDetail.Accepted));
                Task<ErasureReceipt> erased = Task.Run(() => eraser.EraseAsync(Of(customer), cancellationToken: bench.Cancel).AsTask(), bench.Cancel);
                await Task.WhenAny(held.Held, erased).ConfigureAwait(false);
                Expect(held.Held.IsCompleted, "An erasure must take the lock.");

                // Time enough for the reservations to come as far as the lock; were it too short, they would find the objection the easy way.
                Task<Reservation>[] asked = [.. Enumerable.Range(0, 3).Select(i => Task.Run(() => bench.Reserve("k" + i, customer), bench.Cancel))];
                await Task.WhenAny(Task.WhenAll(asked), Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, bench.Cancel)).ConfigureAwait(false);
                held.LetGo();
                await erased.ConfigureAwait(false);
                Expect(
                    (await Task.WhenAll(asked).ConfigureAwait(false)).All(one => one.Outcome == ReservationOutcome.Refused),
                    "A reservation that waited for the lock of a customer being erased was accepted: his objection was not seen.");
            }

            Same(0, (await bench.Contacts(customer).ConfigureAwait(false)).Count, "Contacts of a customer who was erased while others waited to reserve");
        }
    }
}
