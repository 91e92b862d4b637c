using CrossSell;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace InboundDesk;

/// <summary>A generated insurer's desk: model, ledger and engine, with a few talks in the past.</summary>
internal sealed class CallCentre : IAsyncDisposable
{
    private static readonly DateTimeOffset s_today = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(s_today.AddDays(-20));
    private readonly InMemoryLedgerStore _store;
    private readonly ProductCatalog _catalog = InsuranceMarket.ToCatalog();
    private readonly CrossSellEngine _engine;

    private CallCentre()
    {
        PurchaseHistory history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 3_000, Seed = 7 }).ToHistory();
        CrossSellModel model = new CrossSellPipelineBuilder().MineRules(rules => rules.MinLift = 1.1).Build().Fit(history, _catalog);
        Examples = [.. history.Customers.Take(3)];
        var hooks = new HookBook(
        [
            new Hook
            {
                Id = "spring-2026", Kind = HookKind.LimitedPromotion, ValidUntil = s_today.AddDays(30),
                Text = new LocalizedText("until the end of the month the first three months of {product} are free").With("de", "bis Monatsende sind die ersten drei Monate {product} frei"),
            },
        ]);
        var desk = new DecisionDesk(model, new EligibilityChecker(_catalog), new DeskOptions { Hooks = hooks });
        _store = new InMemoryLedgerStore(_clock);
        var ledger = new ContactLedger(_store, new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = "a secret of the insurer"u8.ToArray() });
        _engine = new CrossSellEngine(desk, ledger, _clock);
    }

    /// <summary>Numbers to try: one with an agreed call-back, one who said no, one who has never been spoken to.</summary>
    public IReadOnlyList<string> Examples { get; }

    public static async Task<CallCentre> OpenAsync()
    {
        var centre = new CallCentre();
        await centre.TalkAsync(centre.Examples[0], OfferResponseKind.Postponed, DeclineReason.None);
        await centre.TalkAsync(centre.Examples[1], OfferResponseKind.Declined, DeclineReason.Price);
        centre._clock.SetUtcNow(s_today);
        return centre;
    }

    public async Task<string> ScreenAsync(string number, DeskWords words)
    {
        DeskDecision decision = await _engine.DecideAsync(CustomerRef.Of(new CustomerId(number)), Occasion.InboundCall);
        return decision.ToText(_catalog, words);
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return _store.DisposeAsync();
    }

    // What was said three weeks ago: the best offer was presented, and answered.
    private async Task TalkAsync(string number, OfferResponseKind kind, DeclineReason reason)
    {
        var customer = CustomerRef.Of(new CustomerId(number));
        DeskDecision decision = await _engine.DecideAsync(customer, Occasion.InboundCall);
        if (decision.Offers.Count == 0)
        {
            return;
        }

        PresentationReceipt shown = await _engine.PresentAsync(customer, [decision.Offers[0]], $"talk with {number}", "phone");
        await _engine.RecordResponseAsync(customer, new OfferResponse
        {
            Id = $"answer of {number}", OfferId = shown.Offers[0].Id, Customer = customer.Customer, Product = shown.Offers[0].Product, Kind = kind, Reason = reason,
            Until = kind == OfferResponseKind.Postponed ? s_today.AddDays(-1) : null, Conversation = $"talk with {number}", At = _clock.GetUtcNow(),
        });
    }
}
