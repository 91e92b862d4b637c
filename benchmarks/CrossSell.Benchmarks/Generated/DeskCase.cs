using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Mining;

namespace CrossSell.Benchmarks.Generated;

/// <summary>A desk over a generated bank of 1,000 products and customers of whom a ledger knows contacts, offers and answers.</summary>
internal sealed class DeskCase : IDisposable
{
    public const int Products = 1_000;
    public const int Customers = 20_000;

    /// <summary>How many customers the ledger knows, and with them how many different ones are decided about.</summary>
    public const int Known = 2_000;

    private const int ImportAtOnce = 200;
    private const int OffersEach = 4;

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly CrossSellEngine _engine;
    private int _next;

    public DeskCase(ILedgerStore store)
    {
        int[][] baskets = GeneratedBaskets.Make(Customers, Products, averageLength: 14, seed: 7);
        Catalog = new ProductCatalog(
        [
            .. Enumerable.Range(0, Products).Select(i => new Product
            {
                Id = new ProductId(i.ToString(CultureInfo.InvariantCulture)), Category = $"category {i % 40}", Margin = 5 + (i * 37 % 200), EquivalenceSet = i % 10 < 2 ? $"set {i / 10}" : null,
            }),
        ]);
        CrossSellModel model = new CrossSellPipelineBuilder().MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(40)).Build().Fit(GeneratedHistory.Of(baskets), Catalog);
        Checker = new EligibilityChecker(Catalog);
        Desk = new DecisionDesk(model, Checker);
        Ledger = new ContactLedger(store, new PolicySetBuilder("desk").Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7))).Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        _engine = new CrossSellEngine(Desk, Ledger, TimeProvider.System);
        Fill();
    }

    public ProductCatalog Catalog { get; }

    public EligibilityChecker Checker { get; }

    public DecisionDesk Desk { get; }

    public ContactLedger Ledger { get; }

    /// <summary>The next of the known customers, in no order.</summary>
    public CustomerRef Next() => Of((int)((uint)Interlocked.Increment(ref _next) * 7919L % Known));

    public static CustomerRef Of(int customer) => CustomerRef.Of(new CustomerId(string.Create(CultureInfo.InvariantCulture, $"C{customer}")));

    public DeskDecision Decide(CustomerRef customer) => _engine.DecideAsync(customer, Occasion.InboundCall).GetAwaiter().GetResult();

    public PresentationReceipt Present(CustomerRef customer, DeskDecision decision, string conversation) =>
        _engine.PresentAsync(customer, decision.Offers, conversation, "phone", TimeSpan.FromDays(14)).GetAwaiter().GetResult();

    public void Dispose() => _engine.Dispose();

    // Three contacts, four offers of which one is open, two answers: what a year leaves of a customer who is spoken to.
    private void Fill()
    {
        foreach (int[] customers in Enumerable.Range(0, Known).Chunk(ImportAtOnce))
        {
            var import = new LedgerImport
            {
                Contacts = [.. customers.SelectMany(c => Enumerable.Range(0, 3).Select(i => (Contact(c, i), ContactState.Answered)))],
                Offers = [.. customers.SelectMany(c => Enumerable.Range(0, OffersEach).Select(i => Offer(c, i)))],
                Responses = [.. customers.SelectMany(c => Enumerable.Range(0, 2).Select(i => Answer(c, i)))],
            };
            LedgerImportResult result = Ledger.ImportAsync("main", import).AsTask().GetAwaiter().GetResult();
            if (result.Conflicts.Count > 0)
            {
                throw new InvalidOperationException($"The generated ledger contradicts itself: {result.Conflicts[0]}");
            }
        }
    }

    private static ContactRequest Contact(int customer, int i) => new()
    {
        IdempotencyKey = $"talk {customer} {i}", Customer = Of(customer).Customer, Channel = "phone", Direction = ContactDirection.Inbound, At = Start.AddDays(-40 * (i + 1)), Offers = [OfferId(customer, i)],
    };

    private static string OfferId(int customer, int i) => string.Create(CultureInfo.InvariantCulture, $"{customer}/{i}");

    private static ProductId ProductOf(int customer, int i) => new((((customer * 31) + (i * 211) + 5) % Products).ToString(CultureInfo.InvariantCulture));

    private static Offer Offer(int customer, int i) => new()
    {
        Id = OfferId(customer, i), Customer = Of(customer).Customer, Product = ProductOf(customer, i), EquivalenceSet = $"of {i}", CreatedAt = Start.AddDays(-40 * (i + 1)), Presentations = 1,
        State = i == 0 ? OfferState.Declined : i == 1 ? OfferState.Accepted : i == 2 ? OfferState.Open : OfferState.Expired,
    };

    private static OfferResponse Answer(int customer, int i) => new()
    {
        Id = $"answer {OfferId(customer, i)}", OfferId = OfferId(customer, i), Customer = Of(customer).Customer, Product = ProductOf(customer, i), Conversation = $"talk {customer} {i}", At = Start.AddDays(-40 * (i + 1)),
        Kind = i == 0 ? OfferResponseKind.Declined : OfferResponseKind.Accepted, Reason = i == 0 ? DeclineReason.Price : DeclineReason.None,
    };
}
