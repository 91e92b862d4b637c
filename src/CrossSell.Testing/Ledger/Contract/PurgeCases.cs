using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>A purge deletes what is past its period, and nothing that a promise needs.</summary>
internal static class PurgeCases
{
    private static readonly TimeSpan s_month = TimeSpan.FromDays(30);

    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A purge deletes of every table what is past its period, and tells how much", Tables),
        new("What limits count, what waits and what is under way outlives a period of zero", Contacts),
        new("The newest permission and class outlive a purge, and objections all of it", Permissions),
        new("A customer of whom nothing is left is forgotten, and other tenants are not touched", Forgotten),
        new("Limits that count contacts of any age refuse a period of contacts", AnyAge),
        new("Purges and reservations at once lose no contact that counts", Race),
        new("What was purged is gone when the store is opened again", Reopened, needsDurability: true),
    ];

    private static RetentionPolicy Everything(TimeSpan period) => new()
    {
        Contacts = period, Offers = period, Responses = period, Consents = period, ConsentUses = period, Holds = period, ClassChanges = period, Decisions = period,
        RefusedDecisions = period, StillNeeded = EligibilityRules.CoolDown.ToRetentionRule(),
    };

    private static Task<PurgeReceipt> Purge(LedgerBench bench, RetentionPolicy policy, bool preview = false) =>
        bench.Ledger.PurgeAsync("main", policy, preview, bench.Cancel).AsTask();

    private static async Task<string> Left(LedgerBench bench, string customer = "C-1")
    {
        RootView rows = await bench.Ledger.ReadAllAsync(Of(customer), bench.Cancel).ConfigureAwait(false);
        return $"{rows.Contacts.Count} {rows.Consents.Count} {rows.ConsentUses.Count} {rows.Holds.Count} {rows.ClassChanges.Count} {rows.Offers.Count} {rows.Responses.Count} {rows.Decisions.Count}";
    }

    private static string Told(PurgeReceipt receipt) =>
        $"{receipt.Contacts} {receipt.Consents} {receipt.ConsentUses} {receipt.Holds} {receipt.ClassChanges} {receipt.Offers} {receipt.Responses} {receipt.Decisions}";

    // Twice everything, a day apart, so that there is something newest.
    private static async Task Fill(LedgerBench bench)
    {
        CustomerRef who = Of("C-1");
        var ledger = new ContactLedger(bench.Store, new PlainLimits(TwoInAWeek), Options(DecisionDetail.All));
        foreach (string id in (string[])["a", "b"])
        {
            DateTimeOffset now = bench.Clock.GetUtcNow();
            await bench.Sent(id).ConfigureAwait(false);
            await ledger.RecordConsentAsync(who, new Consent { Id = id, Customer = who.Customer, Channel = "phone", IsGranted = true, From = now }, bench.Cancel).ConfigureAwait(false);
            await ledger.RecordHoldAsync(who, new Hold { Id = id, Customer = who.Customer, Kind = "LEGAL", From = now, To = now.AddHours(1) }, bench.Cancel).ConfigureAwait(false);
            await ledger.RecordClassChangeAsync(who, new ClassChange { Customer = who.Customer, At = now, To = id, Reason = "r" }, bench.Cancel).ConfigureAwait(false);
            var offer = new Offer { Id = id, Customer = who.Customer, Product = new ProductId(id), EquivalenceSet = id, State = OfferState.Open, CreatedAt = now };
            await ledger.RecordOfferAsync(who, offer, bench.Cancel).ConfigureAwait(false);
            await ledger.RecordResponseAsync(who, new OfferResponse
            {
                Id = id, OfferId = id, Customer = who.Customer, Product = offer.Product, Kind = OfferResponseKind.Declined, Reason = DeclineReason.BadMoment, Conversation = id, At = now,
            }, null, bench.Cancel).ConfigureAwait(false);
            await bench.Store.UpdateAsync(
                new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = who.Root }] },
                (_, changes) =>
                {
                    changes.Add(who.Root, new ConsentUse(who.Customer, id, Guid.Empty, now));
                    changes.Add(who.Root, new ConsentUse(who.Customer, id, Guid.Empty, now.AddSeconds(1)));
                    return true;
                },
                bench.Cancel).ConfigureAwait(false);
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        await ledger.ReserveAsync(LedgerBench.Ask("c"), bench.Cancel).ConfigureAwait(false);
    }

    private static async Task Tables(LedgerBench bench)
    {
        await Fill(bench).ConfigureAwait(false);
        Same("2 2 4 2 2 2 2 5", await Left(bench).ConfigureAwait(false), "Rows before");
        Same("0 0 0 0 0 0 0 0", Told(await Purge(bench, Everything(s_month)).ConfigureAwait(false)), "Rows purged too early");
        bench.Clock.Advance(s_month);
        PurgeReceipt preview = await Purge(bench, Everything(s_month), preview: true).ConfigureAwait(false);
        Same("2 2 4 2 2 2 2 5", await Left(bench).ConfigureAwait(false), "Rows after a look");
        PurgeReceipt receipt = await Purge(bench, Everything(s_month)).ConfigureAwait(false);
        Same("2 1 3 2 1 2 2 5", Told(receipt), "Rows purged");
        Same(receipt, preview with { At = receipt.At }, "What the look told");
        Same("0 1 1 0 1 0 0 0", await Left(bench).ConfigureAwait(false), "Rows left");
        RootView left = await bench.Ledger.ReadAllAsync(Of("C-1"), bench.Cancel).ConfigureAwait(false);
        Same("b b 1", $"{left.Consents[0].Id} {left.ClassChanges[0].To} {left.ConsentUses[0].At.Second - left.Consents[0].From.Second}", "What is left is the newest");
        Same(0, (await Purge(bench, Everything(s_month)).ConfigureAwait(false)).Rows, "Rows of a second purge");
        await bench.Take("a").ConfigureAwait(false);
    }

    private static async Task Contacts(LedgerBench bench)
    {
        var policy = new RetentionPolicy { Contacts = TimeSpan.Zero };
        var name = new VolumeKey("product:P", "");
        await bench.Ledger.SetVolumeAsync("main", name, 5, bench.Cancel).ConfigureAwait(false);
        await bench.Sent("old").ConfigureAwait(false);
        await bench.Begin(await bench.Take("way", "C-2").ConfigureAwait(false)).ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("plan", "C-3") with { IsPlanned = true }).ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("out", "C-4") with { Volumes = [new VolumeTake(name.Key, "", 2)] }).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(7));
        PurgeReceipt early = await Purge(bench, policy).ConfigureAwait(false);
        Same("0 0 4", $"{early.Contacts} {early.Roots} {early.Kept}", "Contacts purged while a window could still hold them, roots, contacts kept");
        await bench.Sent("new").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromMicroseconds(1));
        Same(2, (await Purge(bench, policy).ConfigureAwait(false)).Contacts, "Contacts purged");
        Same("new", string.Join(' ', (await bench.Contacts().ConfigureAwait(false)).Select(row => row.IdempotencyKey)), "Contacts of the first customer");
        Same(0, (await bench.Store.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [], Volumes = [name] }, bench.Cancel).ConfigureAwait(false)).Volume(name)?.Used, "What the expired reservation holds");
        Same(1, (await bench.Contacts("C-2").ConfigureAwait(false)).Count, "A dispatch under way");
        Same(1, (await bench.Contacts("C-3").ConfigureAwait(false)).Count, "A planned contact");
        await bench.Take("again").ConfigureAwait(false);
        await bench.Refused("third").ConfigureAwait(false);
    }

    private static async Task Permissions(LedgerBench bench)
    {
        await Fill(bench).ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync(Of("C-1"), "+49 30 1", channel: "email", cancellationToken: bench.Cancel).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(4000));
        await Purge(bench, Everything(TimeSpan.Zero)).ConfigureAwait(false);
        Same("0 1 1 0 1 0 0 0", await Left(bench).ConfigureAwait(false), "Rows left");
        await bench.Refused(LedgerBench.Ask("e", channel: "email"), "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("e", "C-2", "email") with { ContactPoint = "+49 30 1" }, "CNS.OBJECTION").ConfigureAwait(false);
    }

    private static async Task Forgotten(LedgerBench bench)
    {
        await bench.Sent("a").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("a") with { Tenant = "other" }).ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync(Of("C-1"), channel: "email", cancellationToken: bench.Cancel).ConfigureAwait(false);
        bench.Clock.Advance(s_month);
        PurgeReceipt receipt = await Purge(bench, Everything(s_month)).ConfigureAwait(false);
        Same("1 2 1", $"{receipt.Contacts} {receipt.Decisions} {receipt.Roots}", "Contacts and decisions purged, roots forgotten");
        Same(0, (await bench.Store.FindRootsAsync("main", null, 9, bench.Cancel).ConfigureAwait(false)).Count, "Roots left");
        Same(1, (await bench.Store.FindRootsAsync("other", null, 9, bench.Cancel).ConfigureAwait(false)).Count, "Roots of the other tenant");
        await bench.Refused(LedgerBench.Ask("e", channel: "email") with { Household = "H" }, "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("f") with { Household = "H" }).ConfigureAwait(false);
    }

    private static async Task AnyAge(LedgerBench bench)
    {
        ContactLedger life = bench.LedgerOf(new LimitSpec { Name = "life", Limit = 3 });
        string told = "";
        try
        {
            await life.PurgeAsync("main", new RetentionPolicy { Contacts = s_month }, cancellationToken: bench.Cancel).ConfigureAwait(false);
        }
        catch (ArgumentException refused)
        {
            told = refused.Message;
        }

        Expect(told.Contains("contacts of any age", StringComparison.Ordinal), $"A purge of contacts under a limit for life must be refused; it said '{told}'.");
        await life.PurgeAsync("main", new RetentionPolicy { Decisions = s_month }, cancellationToken: bench.Cancel).ConfigureAwait(false);
    }

    private static async Task Race(LedgerBench bench)
    {
        var policy = new RetentionPolicy { Contacts = TimeSpan.Zero, Decisions = TimeSpan.Zero };
        for (int round = 0; round < 6; round++)
        {
            Task<Reservation>[] asked = [.. Enumerable.Range(0, 5).Select(i => Task.Run(() => bench.Reserve($"{round}/{i}"), bench.Cancel))];
            await Purge(bench, policy).ConfigureAwait(false);
            Same(2, (await Task.WhenAll(asked).ConfigureAwait(false)).Count(result => result.IsAccepted), $"Contacts accepted in round {round}");
            await Purge(bench, policy).ConfigureAwait(false);
            Same(2, (await bench.Contacts().ConfigureAwait(false)).Count(row => row.At == bench.Clock.GetUtcNow() || row.StateAt(bench.Clock.GetUtcNow()) == ContactState.Reserved), $"Contacts that count after round {round}");
            bench.Clock.Advance(TimeSpan.FromDays(8));
        }
    }

    private static async Task Reopened(LedgerBench bench)
    {
        await Fill(bench).ConfigureAwait(false);
        bench.Clock.Advance(s_month);
        await Purge(bench, Everything(s_month)).ConfigureAwait(false);
        await bench.ReopenAsync().ConfigureAwait(false);
        Same("0 1 1 0 1 0 0 0", await Left(bench).ConfigureAwait(false), "Rows left");
    }
}
