using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Ledger;

/// <summary>What happened elsewhere is taken over whole or not at all.</summary>
public sealed class ImportTests
{
    private static readonly DateTimeOffset s_now = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_contradiction_keeps_everything_out_and_names_every_row()
    {
        (InMemoryLedgerStore store, ContactLedger ledger) = New();
        Offer open = Of("o1", OfferState.Open);
        LedgerImportResult result = await ledger.ImportAsync("main", new LedgerImport { Offers = [open, open with { Id = "o2" }, open with { Id = "o3" }], Responses = [No("r", "p")] });
        Assert.Equal((0, 2), (result.Written, result.Conflicts.Count));
        Assert.Contains("'o2' to customer 'C' is open, and so is 'o1'", result.Conflicts[0], StringComparison.Ordinal);
        RootView root = await RootAsync(store);
        Assert.Empty(root.Offers);
        Assert.Empty(root.Responses);
    }

    [Fact]
    public async Task Answers_find_the_offers_of_the_same_import_or_make_their_own()
    {
        (InMemoryLedgerStore store, ContactLedger ledger) = New();
        var import = new LedgerImport { Offers = [Of("o1", OfferState.Open)], Responses = [No("r1", "p") with { OfferId = "o1" }, No("r2", "q")] };
        Assert.Equal(new LedgerImportResult(3, []).Written, (await ledger.ImportAsync("main", import)).Written);
        RootView root = await RootAsync(store);
        Assert.Equal([("o1", OfferState.Declined), ("r2", OfferState.Declined)], root.Offers.OrderBy(offer => offer.Id, StringComparer.Ordinal).Select(offer => (offer.Id, offer.State)));
        Assert.Equal(0, (await ledger.ImportAsync("main", import)).Written);
        Assert.Equal(OfferState.Declined, (await RootAsync(store)).Offers.First(offer => offer.Id == "o1").State);
    }

    [Fact]
    public async Task Two_postponed_answers_about_one_product_leave_one_offer_open()
    {
        (InMemoryLedgerStore store, ContactLedger ledger) = New();
        OfferResponse later = No("r1", "p") with { Kind = OfferResponseKind.Postponed, Until = s_now.AddDays(30) };
        await ledger.ImportAsync("main", new LedgerImport { Responses = [later, later with { Id = "r2", OfferId = "r2", At = later.At.AddDays(1) }] });
        Assert.Equal(1, (await RootAsync(store)).Offers.Count(offer => offer.IsOpenAt(s_now)));
    }

    [Fact]
    public async Task Never_any_releases_what_waits()
    {
        (InMemoryLedgerStore store, ContactLedger ledger) = New();
        await ledger.ReserveAsync(new ContactRequest { IdempotencyKey = "k", Customer = new CustomerId("C"), Channel = "email" });
        await ledger.ImportAsync("main", new LedgerImport { Responses = [No("r", "p") with { Reason = DeclineReason.NeverAny }] });
        Assert.Equal(ContactState.Released, Assert.Single((await RootAsync(store)).Contacts).State);
        Assert.False((await ledger.ReserveAsync(new ContactRequest { IdempotencyKey = "k2", Customer = new CustomerId("C"), Channel = "email" })).IsAccepted);
    }

    private static (InMemoryLedgerStore Store, ContactLedger Ledger) New()
    {
        var store = new InMemoryLedgerStore(new ManualClock(s_now));
        return (store, new ContactLedger(store, new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = new byte[16] }));
    }

    private static async Task<RootView> RootAsync(InMemoryLedgerStore store)
    {
        var root = SubjectKey.Of(new CustomerId("C"));
        return (await store.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = root, Subjects = [root] }], WithOffers = true })).Root(root);
    }

    private static Offer Of(string id, OfferState state) => new()
    {
        Id = id, Customer = new CustomerId("C"), Product = new ProductId("p"), EquivalenceSet = "p", State = state, CreatedAt = s_now.AddDays(-9),
    };

    private static OfferResponse No(string id, string product) => new()
    {
        Id = id, OfferId = id, Customer = new CustomerId("C"), Product = new ProductId(product), Kind = OfferResponseKind.Declined, Conversation = id, At = s_now.AddDays(-1),
    };
}
