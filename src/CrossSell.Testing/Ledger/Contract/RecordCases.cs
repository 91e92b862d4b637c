using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>What is written is read as it was written.</summary>
internal static class RecordCases
{
    private static readonly DateTimeOffset Day = new(2026, 2, 28, 23, 59, 59, 999, 999, TimeSpan.Zero);

    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A contact is read with every field as it was written", EveryField),
        new("What is known of a customer is read as it was written", EveryRecord),
        new("What was acknowledged stands when the store is opened again", Reopened, needsDurability: true),
        new("Tenants do not see one another", Tenants),
        new("A step that throws writes nothing", Throwing),
        new("A batch is written whole or not at all", Batch),
        new("Only contacts within the horizon are shown, and those named whatever their age", Horizon),
        new("Contacts are found over all roots by state, age and volume, the longest unchanged first", Find),
        new("A subject that lives under one root is refused under another", Roots),
        new("One offer of an equivalence set is open, and an answer is written once", Offers),
    ];

    private static ContactRequest Full(LedgerBench bench) => LedgerBench.Ask("käy|'\"%_;--|✓", "C-ü 1") with
    {
        Household = "H:1", Account = null, Direction = ContactDirection.Inbound, Purpose = ContactPurpose.Service, Campaign = "autumn 'x'",
        Categories = ["home", "car \"a\""], Tags = ["t,1", "t;2", "日本"], Offers = ["o-1", "o-2"], CustomerClass = "B", Zone = "America/Santiago",
        Attempt = 3, ObeysCaps = false, CountsTowardCaps = false, RequestedByCustomer = true, Exemption = "call-back by K. Meier", Priority = -7,
        TimeToLive = TimeSpan.FromSeconds(90.5), ContactPoint = "Ann@example.org", At = bench.Clock.GetUtcNow().AddSeconds(1),
    };

    private static async Task EveryField(LedgerBench bench)
    {
        ContactRequest request = Full(bench);
        Contact taken = await bench.Take(request).ConfigureAwait(false);
        Same(Text(taken), Text(await Again().ConfigureAwait(false)), "The contact");
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Contact begun = await bench.Begin(taken).ConfigureAwait(false);
        Same(Text(begun), Text(await Again().ConfigureAwait(false)), "The contact after dispatch began");
        Same(taken.Id, begun.Id, "The contact's id");
        Same(taken.At, begun.At, "The contact's instant");
        Same(bench.Ledger.HashOf("ann@example.org"), begun.ContactPoint, "The digest of the contact point");

        async Task<Contact> Again()
        {
            var reference = new CustomerRef("main", SubjectKey.Household("H:1"), new CustomerId("C-ü 1"));
            RootView view = await bench.Ledger.ReadAsync(reference, bench.Cancel).ConfigureAwait(false);
            Same(1, view.Contacts.Count, "Contacts of the household");
            return view.Contacts[0];
        }
    }

    private static string Text(Contact c) => string.Join('\n', c with { Subjects = [], Categories = [], Tags = [], Offers = [], Volumes = [] },
        string.Join('/', c.Subjects), string.Join('/', c.Categories), string.Join('/', c.Tags), string.Join('/', c.Offers), string.Join('/', c.Volumes),
        c.At.UtcTicks, c.At.Offset, c.ExpiresAt?.UtcTicks, c.ChangedAt.UtcTicks);

    private static async Task EveryRecord(LedgerBench bench)
    {
        CustomerRef who = Of("C-1");
        var consent = new Consent
        {
            Id = "n-1", Customer = who.Customer, Channel = "phone", Purpose = ContactPurpose.Service, Basis = ConsentBasis.BusinessPresumed, IsGranted = true,
            From = Day, To = Day.AddYears(5), Evidence = "rec 1", PolicyTextVersion = "v2",
        };
        Consent later = consent with { Id = "n-2", IsGranted = false, From = Day.AddDays(1), To = null, Evidence = null, PolicyTextVersion = null };
        var hold = new Hold { Id = "h-1", Customer = who.Customer, Kind = "COMPLAINT", From = Day };
        var change = new ClassChange { Customer = who.Customer, At = Day, From = "O", To = "C", Reason = "DECLINES", PausedUntil = Day.AddDays(60) };
        var offer = new Offer
        {
            Id = "o-1", Customer = who.Customer, Product = new ProductId("P-1"), EquivalenceSet = "set", Campaign = "autumn", Price = 19.90m,
            State = OfferState.Open, CreatedAt = Day, ValidUntil = Day.AddDays(30), FollowUpAt = Day.AddDays(3), Presentations = 2, LastPresentedAt = Day.AddDays(1),
        };
        var response = new OfferResponse
        {
            Id = "r-1", OfferId = "o-1", Customer = who.Customer, Product = offer.Product, Kind = OfferResponseKind.Declined, Reason = DeclineReason.HasElsewhere,
            Until = Day.AddDays(300), Conversation = "v-1", ContactId = new Guid("00112233-4455-6677-8899-aabbccddeeff"), By = "u-7", At = Day.AddDays(2), Price = 0.01m,
        };
        await bench.Ledger.RecordConsentAsync(who, later, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordConsentAsync(who, consent, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordConsentAsync(who, consent, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordHoldAsync(who, hold, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordHoldAsync(who, hold with { To = Day.AddDays(9) }, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordClassChangeAsync(who, change, bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.RecordOfferAsync(who, offer, bench.Cancel).ConfigureAwait(false);
        ResponseReceipt receipt = await bench.Ledger.RecordResponseAsync(who, response, null, bench.Cancel).ConfigureAwait(false);

        RootView view = await bench.Ledger.ReadAsync(who, bench.Cancel).ConfigureAwait(false);
        Same(ResponseOutcome.Recorded, receipt.Outcome, "The answer");
        Same($"{consent}{later}", string.Concat(view.Consents), "Consents");
        Same((hold with { To = Day.AddDays(9) }).ToString(), string.Concat(view.Holds), "Holds");
        Same(change.ToString(), string.Concat(view.ClassChanges), "Changes of class");
        Same((offer with { State = OfferState.Declined, FollowUpAt = null }).ToString(), string.Concat(view.Offers), "Offers");
        Same(response.ToString(), string.Concat(view.Responses), "Answers");
    }

    private static async Task Reopened(LedgerBench bench)
    {
        Contact sent = await bench.Sent("a").ConfigureAwait(false);
        Contact reserved = await bench.Take("b").ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync("main", "bob@example.org", cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Ledger.SetVolumeAsync("main", new VolumeKey("product:P", ""), 5, bench.Cancel).ConfigureAwait(false);
        await bench.ReopenAsync().ConfigureAwait(false);

        IReadOnlyList<Contact> found = await bench.Contacts().ConfigureAwait(false);
        Same($"{sent.Id}/{ContactState.Sent}", string.Join(' ', found.Where(c => c.Id == sent.Id).Select(c => $"{c.Id}/{c.State}")), "The contact that was sent");
        Same(1, found.Count(c => c.Id == reserved.Id && c.State == ContactState.Reserved), "The contact that was reserved");
        await bench.Refused("c").ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("d", "C-2") with { ContactPoint = "bob@example.org" }, "CNS.OBJECTION").ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("e", "C-3") with { Volumes = [new VolumeTake("product:P", "", 6)] }, "VOL.PRODUCT").ConfigureAwait(false);
    }

    private static async Task Tenants(LedgerBench bench)
    {
        foreach (string tenant in (string[])["main", "other"])
        {
            await bench.Take(LedgerBench.Ask("a") with { Tenant = tenant }).ConfigureAwait(false);
            await bench.Take(LedgerBench.Ask("b") with { Tenant = tenant }).ConfigureAwait(false);
            await bench.Refused(LedgerBench.Ask("c") with { Tenant = tenant }).ConfigureAwait(false);
        }

        await bench.Ledger.RecordObjectionAsync("other", "a@example.org", cancellationToken: bench.Cancel).ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("d", "C-9") with { ContactPoint = "a@example.org" }).ConfigureAwait(false);
        await bench.Refused(LedgerBench.Ask("d", "C-9") with { Tenant = "other", ContactPoint = "a@example.org" }, "CNS.OBJECTION").ConfigureAwait(false);
    }

    private static async Task Throwing(LedgerBench bench)
    {
        Contact known = await bench.Take("a").ConfigureAwait(false);
        var selection = new LedgerSelection
        {
            Tenant = "main", Roots = [new RootSelection { Root = known.Root }], Volumes = [new VolumeKey("product:P", "")], ObjectionSubjects = [],
        };
        bool thrown = false;
        try
        {
            await bench.Store.UpdateAsync<bool>(selection, (view, changes) =>
            {
                changes.Put(known with { State = ContactState.Released });
                changes.Put(new Volume(new VolumeKey("product:P", ""), 0, 9));
                throw new InvalidOperationException("on purpose");
            }, bench.Cancel).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            thrown = true;
        }

        Expect(thrown, "The exception of a step must reach the caller.");
        Same(ContactState.Reserved, (await bench.Contacts().ConfigureAwait(false))[0].State, "The contact's state");
        LedgerView seen = await bench.Store.ReadAsync(selection, bench.Cancel).ConfigureAwait(false);
        Expect(seen.Volume(new VolumeKey("product:P", "")) is null, "The volume must not exist.");
    }

    private static async Task Batch(LedgerBench bench)
    {
        await bench.Ledger.SetVolumeAsync("main", new VolumeKey("product:P", ""), 2, bench.Cancel).ConfigureAwait(false);
        await bench.Take("x", "C-2").ConfigureAwait(false);
        await bench.Take("y", "C-2").ConfigureAwait(false);
        VolumeTake[] one = [new VolumeTake("product:P", "", 1)];
        ContactRequest[] bad = [LedgerBench.Ask("a") with { Volumes = one }, LedgerBench.Ask("b", "C-2") with { Volumes = one }];
        IReadOnlyList<Reservation> refused = await bench.Ledger.ReserveAsync(bad, BatchMode.AllOrNothing, bench.Cancel).ConfigureAwait(false);
        Same("BatchRefused Refused", string.Join(' ', refused.Select(r => r.Outcome)), "The batch with one impossible contact");
        Same(0, (await bench.Contacts().ConfigureAwait(false)).Count, "Contacts of the customer whose request was possible");

        ContactRequest[] good = [LedgerBench.Ask("a") with { Volumes = one }, LedgerBench.Ask("b", "C-3") with { Volumes = one }];
        IReadOnlyList<Reservation> taken = await bench.Ledger.ReserveAsync(good, BatchMode.AllOrNothing, bench.Cancel).ConfigureAwait(false);
        Expect(taken.All(r => r.IsAccepted), "A batch of possible contacts must be accepted.");
        await bench.Refused(LedgerBench.Ask("c", "C-4") with { Volumes = one }, "VOL.PRODUCT").ConfigureAwait(false);
        IReadOnlyList<Reservation> three = await bench.Ledger.ReserveAsync(
            [LedgerBench.Ask("p", "C-5"), LedgerBench.Ask("q", "C-5"), LedgerBench.Ask("r", "C-5"), LedgerBench.Ask("s", "C-6")], BatchMode.BestEffort, bench.Cancel).ConfigureAwait(false);
        Same("Accepted Accepted Refused Accepted", string.Join(' ', three.Select(r => r.Outcome)), "The batch of best effort");
    }

    private static async Task Horizon(LedgerBench bench)
    {
        Contact old = await bench.Sent("old").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(8));
        Contact edge = await bench.Sent("edge").ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromDays(7));
        var selection = new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = old.Root }], Horizon = TimeSpan.FromDays(7) };
        Same(edge.Id.ToString(), await Ids(selection).ConfigureAwait(false), "Contacts since seven days, the first instant included");
        Same($"{old.Id} {edge.Id}", await Ids(selection with { Roots = [new RootSelection { Root = old.Root, ContactIds = [old.Id] }] }).ConfigureAwait(false), "With one named");
        Same($"{old.Id} {edge.Id}", await Ids(selection with { Horizon = null }).ConfigureAwait(false), "Without a horizon");
        Same($"{old.Id} {edge.Id}", await Ids(selection with { Earliest = old.At.AddDays(7) }).ConfigureAwait(false), "From an earlier instant");

        async Task<string> Ids(LedgerSelection wanted) => string.Join(
            ' ', (await bench.Store.ReadAsync(wanted, bench.Cancel).ConfigureAwait(false)).Root(old.Root).Contacts.Select(c => c.Id));
    }

    private static async Task Find(LedgerBench bench)
    {
        await bench.Ledger.SetVolumeAsync("main", new VolumeKey("product:P", "w"), 9, bench.Cancel).ConfigureAwait(false);
        Contact b = await bench.Take(LedgerBench.Ask("b", "C-2") with { Volumes = [new VolumeTake("product:P", "w", 1)] }).ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Contact a = await bench.Take("a").ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("t", "C-2") with { Tenant = "other" }).ConfigureAwait(false);
        await bench.Sent("c", "C-3").ConfigureAwait(false);
        var query = new ContactQuery { Tenant = "main", State = ContactState.Reserved };
        Same($"{b.Id} {a.Id}", await Ids(query).ConfigureAwait(false), "Reserved contacts");
        Same($"{b.Id}", await Ids(query with { Limit = 1 }).ConfigureAwait(false), "At most one");
        Same($"{b.Id}", await Ids(query with { ChangedUntil = b.ChangedAt }).ConfigureAwait(false), "Unchanged since");
        Same($"{b.Id}", await Ids(query with { ExpiredBy = b.ExpiresAt }).ConfigureAwait(false), "Expired by");
        Same($"{b.Id}", await Ids(query with { Volume = new VolumeKey("product:P", "w") }).ConfigureAwait(false), "Of a volume");
        Same("", await Ids(query with { Volume = new VolumeKey("product:P", "") }).ConfigureAwait(false), "Of another period");
        Contact d = await bench.Take(LedgerBench.Ask("d", "C-4") with { Campaign = "autumn", At = bench.Clock.GetUtcNow().AddDays(2) }).ConfigureAwait(false);
        Contact e = await bench.Take(LedgerBench.Ask("e", "C-5") with { Campaign = "autumn" }).ConfigureAwait(false);
        Contact f = await bench.Take(LedgerBench.Ask("f", "C-6") with { Campaign = "Autumn" }).ConfigureAwait(false);
        Contact[] inOrder = [.. new[] { d, e }.OrderBy(c => c.ChangedAt).ThenBy(c => c.Root).ThenBy(c => c.Id)];
        ContactQuery campaign = query with { Campaign = "autumn" };
        Same($"{inOrder[0].Id} {inOrder[1].Id}", await Ids(campaign).ConfigureAwait(false), "Of a campaign");
        Same($"{e.Id}", await Ids(campaign with { DueBy = e.At }).ConfigureAwait(false), "Of a campaign and due");
        Same($"{inOrder[1].Id}", await Ids(campaign with { After = inOrder[0] }).ConfigureAwait(false), "Of a campaign, behind the first");
        Same("", await Ids(campaign with { After = inOrder[1] }).ConfigureAwait(false), "Of a campaign, behind the last");
        Same($"{a.Id}", await Ids(query with { After = b, Limit = 1 }).ConfigureAwait(false), "Of all, behind the first");
        Same($"{f.Id}", await Ids(query with { Campaign = "Autumn" }).ConfigureAwait(false), "Of a campaign in other letters");

        async Task<string> Ids(ContactQuery wanted) => string.Join(' ', (await bench.Store.FindAsync(wanted, bench.Cancel).ConfigureAwait(false)).Select(c => c.Id));
    }

    private static async Task Roots(LedgerBench bench)
    {
        await bench.Take(LedgerBench.Ask("a") with { Household = "H" }).ConfigureAwait(false);
        Same(LedgerFault.RootMismatch, await FaultOf(() => bench.Reserve("b")).ConfigureAwait(false), "The customer without the household");
        Same(LedgerFault.RootMismatch, await FaultOf(() => bench.Reserve(LedgerBench.Ask("c") with { Household = "H2" })).ConfigureAwait(false), "In another household");
        await bench.Take(LedgerBench.Ask("d", "C-2") with { Household = "H" }).ConfigureAwait(false);
        await bench.Take("e", "C-3").ConfigureAwait(false);
        Same(LedgerFault.RootMismatch, await FaultOf(() => bench.Reserve(LedgerBench.Ask("f", "C-3") with { Household = "H" })).ConfigureAwait(false), "A customer who was alone");
    }

    private static async Task Offers(LedgerBench bench)
    {
        CustomerRef who = Of("C-1");
        var offer = new Offer
        {
            Id = "o-1", Customer = who.Customer, Product = new ProductId("P-1"), EquivalenceSet = "s", State = OfferState.Open, CreatedAt = Day,
            ValidUntil = bench.Clock.GetUtcNow().AddDays(1),
        };
        Expect(await bench.Ledger.RecordOfferAsync(who, offer, bench.Cancel).ConfigureAwait(false) is null, "A first offer must be written.");
        Expect(await bench.Ledger.RecordOfferAsync(who, offer, bench.Cancel).ConfigureAwait(false) is null, "An offer may be written again.");
        Offer rival = offer with { Id = "o-2", Product = new ProductId("P-2"), ValidUntil = null };
        Same("o-1", (await bench.Ledger.RecordOfferAsync(who, rival, bench.Cancel).ConfigureAwait(false))?.Id, "The open offer in the way");
        Expect(await bench.Ledger.RecordOfferAsync(Of("C-2"), rival with { Customer = new CustomerId("C-2") }, bench.Cancel).ConfigureAwait(false) is null, "Another customer's offer must be written.");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Expect(await bench.Ledger.RecordOfferAsync(who, rival, bench.Cancel).ConfigureAwait(false) is null, "An offer that ran out must not be in the way.");

        var answer = new OfferResponse
        {
            Id = "r-1", OfferId = "o-2", Customer = who.Customer, Product = rival.Product, Kind = OfferResponseKind.Accepted, Conversation = "v", At = Day,
        };
        int asked = 0;
        ClassRule rule = (all, changes, newest, now) =>
        {
            asked++;
            return new ClassChange { Customer = newest.Customer, At = now, To = all.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), Reason = "test" };
        };
        ResponseReceipt first = await bench.Ledger.RecordResponseAsync(who, answer, rule, bench.Cancel).ConfigureAwait(false);
        ResponseReceipt again = await bench.Ledger.RecordResponseAsync(who, answer, rule, bench.Cancel).ConfigureAwait(false);
        ResponseReceipt other = await bench.Ledger.RecordResponseAsync(who, answer with { Kind = OfferResponseKind.NoResponse }, rule, bench.Cancel).ConfigureAwait(false);
        ResponseReceipt lost = await bench.Ledger.RecordResponseAsync(who, answer with { Id = "r-2", OfferId = "o-9" }, rule, bench.Cancel).ConfigureAwait(false);
        Same("Recorded Recorded Conflict OfferNotFound", $"{first.Outcome} {again.Outcome} {other.Outcome} {lost.Outcome}", "The answers");
        Same("Accepted 1", $"{first.Offer?.State} {first.ClassChange?.To}", "The offer and the class");
        RootView view = await bench.Ledger.ReadAsync(who, bench.Cancel).ConfigureAwait(false);
        Same("1 1", $"{view.Responses.Count} {view.ClassChanges.Count}", "Answers and changes of class written");
    }
}
