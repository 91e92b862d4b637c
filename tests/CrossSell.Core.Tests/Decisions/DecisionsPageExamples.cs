using System.Globalization;
using CrossSell.Core.Tests.Model;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Decisions;

/// <summary>The example of docs/decisions.md, run.</summary>
public class DecisionsPageExamples
{
    [Fact]
    public async Task A_customer_calls()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        ProductCatalog catalog = SmallMarket.InsuranceCatalog();
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), catalog);
        var ledger = new ContactLedger(new InMemoryLedgerStore(clock), new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });

        #region desk
        var hooks = new HookBook(
        [
            new Hook { Id = "autumn-2026", Kind = HookKind.LimitedPromotion, Text = new LocalizedText("The first three months of {product} are free.").With("de", "Die ersten drei Monate {product} sind frei.") },
        ]);
        var desk = new DecisionDesk(model, new EligibilityChecker(catalog), new DeskOptions { Hooks = hooks });
        using var engine = new CrossSellEngine(desk, ledger, clock);

        var customer = CustomerRef.Of(new CustomerId("C-07"));
        DeskDecision decision = await engine.DecideAsync(customer, Occasion.InboundCall);
        foreach (DecidedOffer offer in decision.Offers)
        {
            Console.WriteLine($"{offer.Rank}. {offer.Product.Name}: {offer.Recommendation.Reason} {offer.Hook?.SentenceFor(offer.Product, CultureInfo.InvariantCulture)}");
        }

        PresentationReceipt shown = await engine.PresentAsync(customer, decision.Offers, conversation: "call-4711", channel: "phone", validFor: TimeSpan.FromDays(14));
        #endregion

        Assert.Equal(decision.Offers.Count, shown.Offers.Count);
    }

    [Fact]
    public async Task Offers_are_followed_up()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        ProductCatalog catalog = SmallMarket.InsuranceCatalog();
        var desk = new DecisionDesk(SmallMarket.Model(SmallMarket.Insurance(), catalog), new EligibilityChecker(catalog));
        var ledger = new ContactLedger(new InMemoryLedgerStore(clock), new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        using var engine = new CrossSellEngine(desk, ledger, clock);
        var customer = CustomerRef.Of(new CustomerId("C-07"));
        DeskDecision decision = await engine.DecideAsync(customer, Occasion.InboundCall);
        await engine.PresentAsync(customer, decision.Offers, "call-4711", "phone");
        clock.Advance(TimeSpan.FromDays(8));

        #region followups
        FollowUpList list = await FollowUpList.OfAsync(engine.FollowUpsAsync("main", new FollowUpRules { MaxPerOffer = 2, MinGap = TimeSpan.FromDays(7) }), most: 50);
        foreach (FollowUp due in list.Due)
        {
            Console.WriteLine($"{due.Customer.Customer}: {due.Kind} {due.Product}, worth {due.Worth:F2}, since {due.DueAt:d}");
            SendResult result = await engine.SendAsync(due.Request, (contact, cancellation) => Task.FromResult(ContactState.Answered));
        }
        #endregion

        Assert.Equal(decision.Offers.Count, list.Due.Count);
        Assert.Empty((await FollowUpList.OfAsync(engine.FollowUpsAsync("main"), most: 50)).Due);
    }

    [Fact]
    public async Task Contacts_are_spread_over_weeks()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        ProductCatalog catalog = SmallMarket.InsuranceCatalog();
        var desk = new DecisionDesk(SmallMarket.Model(SmallMarket.Insurance(), catalog), new EligibilityChecker(catalog));
        var ledger = new ContactLedger(new InMemoryLedgerStore(clock), new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        using var engine = new CrossSellEngine(desk, ledger, clock);
        var customer = CustomerRef.Of(new CustomerId("C-07"));
        DeskDecision decision = await engine.DecideAsync(customer, Occasion.InboundCall);
        await engine.PresentAsync(customer, decision.Offers, "call-4711", "phone");

        #region plan
        ContactHabits habits = await engine.LearnHabitsAsync("main");
        var rules = new ContactPlanRules
        {
            Weeks = 4, Zone = "Europe/Berlin",
            Channels = new Dictionary<string, PlanChannel> { ["phone"] = new(Cost: 4, CapacityAWeek: 200), ["email"] = new(Cost: 0.1) },
        };
        ContactWish[] wishes = await engine.FollowUpsAsync("main").Select(ContactWish.Of).ToArrayAsync();
        ContactPlan plan = await engine.PlanContactsAsync(wishes, habits, rules);
        IReadOnlyList<Reservation> slots = await engine.ReserveAsync([.. plan.Contacts.Select(contact => contact.Request)], BatchMode.BestEffort);
        #endregion

        Assert.Equal(decision.Offers.Count, plan.Contacts.Count);
        Assert.All(slots, slot => Assert.True(slot.IsAccepted));
    }
}
