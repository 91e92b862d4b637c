using CrossSell.Core.Tests.Model;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Decisions;

public sealed class DecisionDeskTests : IDisposable
{
    private static readonly CustomerRef Owner = CustomerRef.Of(new CustomerId("C-07"));
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly ProductCatalog _catalog = new(
    [
        Product("building", 200, "home"), Product("household", 50, "home"), Product("liability", 40, "people"), Product("cyber", 30, "people") with { AvailableFrom = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero) },
    ]);

    private readonly List<CrossSellEngine> _engines = [];

    [Fact]
    public async Task A_caller_is_met_with_class_gaps_best_offers_hooks_and_what_is_blocked_until_when()
    {
        CrossSellEngine engine = Engine(new DeskOptions { Hooks = Hooks(), ClassOf = _ => ValueClass.B });
        DeskDecision decision = await engine.DecideAsync(Owner, Occasion.InboundCall);

        Assert.True(decision.IsKnown);
        Assert.Equal(ValueClass.B, decision.Class);
        Assert.Equal([("home", CategoryState.Owned), ("people", CategoryState.Gap)], decision.Categories.Select(one => (one.Category, one.State)));
        Assert.Equal(0.5, decision.Coverage);
        Assert.Equal(["household", "liability"], decision.Offers.Select(offer => offer.Product.Id.Value));
        Assert.Equal("for everything", decision.Offers[0].Hook!.Id);
        Assert.Null(decision.Offers[1].Hook);
        Assert.Equal(0.75, decision.Offers[0].Recommendation.Score);
        Assert.Equal(0.75 * 50, decision.Offers[0].Value.Expected, 12);
        Assert.Equal([("building", "OWN.SAME"), ("cyber", "AVL.DATES")], decision.NotOffered.Select(verdict => (verdict.Product.Value, verdict.Vetoes[0].Code)));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), decision.NotOffered[1].EligibleAgainAt);
    }

    [Fact]
    public async Task What_was_presented_is_open_then_and_its_hook_is_never_told_again()
    {
        CrossSellEngine engine = Engine(new DeskOptions { Hooks = Hooks(), Offers = 1 });
        DeskDecision first = await engine.DecideAsync(Owner, Occasion.InboundCall);
        PresentationReceipt receipt = await engine.PresentAsync(Owner, first.Offers, "talk-1", "phone", validFor: TimeSpan.FromDays(14));
        PresentationReceipt again = await engine.PresentAsync(Owner, first.Offers, "talk-1", "phone", validFor: TimeSpan.FromDays(14));
        _clock.Advance(TimeSpan.FromDays(1));
        DeskDecision second = await engine.DecideAsync(Owner, Occasion.InboundCall);

        Assert.Equal(receipt.Offers, again.Offers);
        Assert.Equal(receipt.Offers, second.OpenOffers);
        Assert.Equal("talk-1|household", Assert.Single(receipt.Offers).Id);
        Contact contact = Assert.Single(second.LastContacts);
        Assert.Equal((ContactDirection.Inbound, "phone"), (contact.Direction, contact.Channel));
        Assert.Equal("liability", Assert.Single(second.Offers).Product.Id.Value);
        Assert.Null(second.Offers[0].Hook);
        Assert.Contains(second.NotOffered, verdict => verdict.Product.Value == "household" && verdict.Vetoes.Any(veto => veto.Code == "OFR.OPEN"));
    }

    [Fact]
    public async Task An_offer_of_the_same_kind_that_is_open_keeps_another_from_being_written()
    {
        CrossSellEngine engine = Engine(new DeskOptions { Offers = 1 });
        DeskDecision decision = await engine.DecideAsync(Owner, Occasion.InboundCall);
        await engine.PresentAsync(Owner, decision.Offers, "talk-1", "phone");
        PresentationReceipt rival = await engine.PresentAsync(Owner, decision.Offers, "talk-2", "phone");

        Assert.Empty(rival.Offers);
        Assert.Single(rival.Conflicts);
        Assert.Single((await engine.Ledger.ReadAsync(Owner)).Offers);
    }

    [Fact]
    public async Task What_he_objected_to_before_is_prepared_for_and_a_refusal_is_not_repeated()
    {
        CrossSellEngine engine = Engine(new DeskOptions());
        DeskDecision decision = await engine.DecideAsync(Owner, Occasion.InboundCall);
        PresentationReceipt receipt = await engine.PresentAsync(Owner, [decision.Offers[0]], "talk-1", "phone");
        await engine.RecordResponseAsync(Owner, new OfferResponse
        {
            Id = "answer-1", OfferId = receipt.Offers[0].Id, Customer = Owner.Customer, Product = receipt.Offers[0].Product, Kind = OfferResponseKind.Declined, Reason = DeclineReason.Trust, Conversation = "talk-1", At = _clock.GetUtcNow(),
        });

        DeskDecision next = await engine.DecideAsync(Owner, Occasion.InboundCall);
        Assert.Empty(next.OpenOffers);
        Assert.DoesNotContain(next.Offers, offer => offer.Product.Id == receipt.Offers[0].Product);
        Assert.All(next.Offers, offer => Assert.Equal(DeclineReason.Trust, offer.ObjectionHints[0].Reason));
    }

    [Fact]
    public async Task After_a_sale_nothing_is_sold()
    {
        DeskDecision decision = await Engine(new DeskOptions()).DecideAsync(Owner, new Occasion { Kind = OccasionKind.AfterSale });
        Assert.Empty(decision.Offers);
        Assert.NotEmpty(decision.Categories);
    }

    [Fact]
    public async Task A_mistyped_number_is_told_from_a_customer_without_purchases()
    {
        CrossSellEngine engine = Engine(new DeskOptions());
        Assert.False((await engine.DecideAsync(CustomerRef.Of(new CustomerId("C-70")), Occasion.InboundCall)).IsKnown);
        DeskDecision stranger = await engine.DecideAsync(CustomerRef.Of(new CustomerId("C-70")), Occasion.InboundVisit);
        Assert.Equal(OfferEvidence.ColdStart, stranger.Offers[0].Recommendation.Evidence);
    }

    [Fact]
    public async Task The_same_customer_and_instant_are_decided_alike_with_exploration_too()
    {
        CrossSellEngine engine = Engine(new DeskOptions { Arbitration = new ArbitrationRules { Exploration = Exploration.EpsilonGreedy(0.5) }, Seed = 4 });
        string[] offers = [.. (await engine.DecideAsync(Owner, Occasion.InboundCall)).Offers.Select(offer => offer.Product.Id.Value)];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(offers, (await engine.DecideAsync(Owner, Occasion.InboundCall)).Offers.Select(offer => offer.Product.Id.Value));
        }

        HashSet<string> first = [];
        for (int i = 0; i < 40; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            first.Add((await engine.DecideAsync(Owner, Occasion.InboundCall)).Offers[0].Product.Id.Value);
        }

        Assert.Equal(2, first.Count);
    }

    [Fact]
    public async Task Coverage_is_that_of_the_white_space()
    {
        PurchaseHistory history = SmallMarket.Insurance();
        var checker = new EligibilityChecker(_catalog);
        var whole = WhiteSpace.Of(history, checker, new EligibilityRequest(_clock.GetUtcNow()) { Mode = OfferMode.Inbound });
        CrossSellEngine engine = Engine(new DeskOptions());
        for (int c = 0; c < history.Customers.Count; c++)
        {
            DeskDecision decision = await engine.DecideAsync(CustomerRef.Of(new CustomerId(history.Customers[c])), Occasion.InboundCall);
            Assert.Equal(whole.CoverageOf(c), decision.Coverage);
            Assert.Equal(whole.StatesOf(c).ToArray(), decision.Categories.Select(one => one.State));
        }
    }

    [Fact]
    public async Task Without_a_desk_an_engine_says_that_it_cannot_decide()
    {
        using var engine = new CrossSellEngine(Ledger(), _clock);
        Assert.Contains("without a desk", (await Assert.ThrowsAsync<InvalidOperationException>(() => engine.DecideAsync(Owner, Occasion.InboundCall))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_customers_and_wrong_options_are_refused()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), _catalog);
        string message = Assert.Throws<ArgumentException>(() => new DecisionDesk(model, new EligibilityChecker(_catalog), new DeskOptions { Offers = 0, LastContacts = -1 })).Message;
        Assert.Contains("Offers is 0", message, StringComparison.Ordinal);
        Assert.Contains("LastContacts is -1", message, StringComparison.Ordinal);
    }

    public void Dispose() => _engines.ForEach(engine => engine.Dispose());

    private static Product Product(string id, decimal margin, string category) => new() { Id = new ProductId(id), Margin = margin, Category = category };

    private static HookBook Hooks() => new([new Hook { Id = "for everything", Kind = HookKind.LimitedPromotion, Text = new LocalizedText("a month free") }]);

    private CrossSellEngine Engine(DeskOptions options)
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), _catalog);
        _engines.Add(new CrossSellEngine(new DecisionDesk(model, new EligibilityChecker(_catalog), options), Ledger(), _clock));
        return _engines[^1];
    }

    private ContactLedger Ledger() => new(new InMemoryLedgerStore(_clock), new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
}
