using CrossSell.Core.Tests.Model;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Decisions;

public sealed class FollowUpTests : IDisposable
{
    private static readonly CustomerRef Anna = CustomerRef.Of(new CustomerId("C-07"));
    private static readonly CustomerRef Bert = CustomerRef.Of(new CustomerId("C-08"));
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly ProductCatalog _catalog = new([Product("building", 200), Product("household", 50), Product("liability", 40), Product("cyber", 30)]);
    private CrossSellEngine _engine = null!;

    [Fact]
    public async Task An_offer_is_followed_up_twice_with_a_gap_and_then_left_alone()
    {
        Start();
        await Offer(Anna, "household");
        Assert.Equal(["FUP.NOT_DUE", "FUP.RECENT"], Codes(await Only()));
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromDays(7), (await Only()).AgainAt);

        _clock.Advance(TimeSpan.FromDays(7));
        await Send(await Only());
        Assert.Equal("FUP.NOT_DUE,FUP.RECENT", string.Join(',', Codes(await Only())));
        _clock.Advance(TimeSpan.FromDays(7));
        FollowUp second = await Only();
        Assert.Equal(1, second.Made);
        await Send(second);

        _clock.Advance(TimeSpan.FromDays(70));
        FollowUp left = await Only();
        Assert.Equal(["FUP.MAX"], Codes(left));
        Assert.Null(left.AgainAt);
    }

    [Fact]
    public async Task Whatever_is_due_is_sent_every_day_and_no_offer_is_followed_up_more_often_or_sooner_than_the_rules_say()
    {
        Start();
        var rules = new FollowUpRules { MaxPerOffer = 3, MinGap = TimeSpan.FromDays(5), FirstAfter = TimeSpan.FromDays(4) };
        string[] products = ["household", "liability", "cyber"];
        Dictionary<string, List<DateTimeOffset>> sent = [];
        for (int day = 0; day < 60; day++)
        {
            if (day % 7 == 0 && day / 7 < products.Length)
            {
                await Offer(Anna, products[day / 7]);
            }

            await foreach (FollowUp due in _engine.FollowUpsAsync("main", rules).Where(one => one.IsDue))
            {
                await Send(due);
                (sent.TryGetValue(due.Offer!.Id, out List<DateTimeOffset>? times) ? times : sent[due.Offer.Id] = []).Add(_clock.GetUtcNow());
            }

            _clock.Advance(TimeSpan.FromHours(7 + (11 * (day % 4))));
        }

        Assert.Equal(3, sent.Count);
        foreach (List<DateTimeOffset> times in sent.Values)
        {
            Assert.Equal(3, times.Count);
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= rules.MinGap));
        }
    }

    [Fact]
    public async Task An_agreed_call_back_comes_first_and_no_cap_stops_it_while_an_open_offer_waits_for_its_slot()
    {
        Start(new PolicySetBuilder().Add(ContactRule.AtMost(1).Within(TimeSpan.FromDays(30)).Named("monthly")).Build());
        await Offer(Anna, "household");
        await Offer(Anna, "liability", followUpAt: _clock.GetUtcNow().AddDays(9));
        await Offer(Bert, "household");
        _clock.Advance(TimeSpan.FromDays(8));
        await _engine.Ledger.RecordContactAsync(new ContactRequest { IdempotencyKey = "letter", Customer = Anna.Customer, Channel = "letter" }, ContactState.Sent);
        _clock.Advance(TimeSpan.FromDays(1));

        FollowUpList list = await FollowUpList.OfAsync(_engine.FollowUpsAsync("main"), 10);
        Assert.Equal([("C-07", OccasionKind.CallBack), ("C-08", OccasionKind.OpenOffer)], list.Due.Select(one => (one.Customer.Customer.Value, one.Kind)));
        Assert.Equal([KeyValuePair.Create("CAP", 1L)], list.LeftOut);
        FollowUp waiting = await _engine.FollowUpsAsync("main").FirstAsync(one => one.Customer == Anna && one.Kind == OccasionKind.OpenOffer);
        Assert.Equal(_clock.GetUtcNow().AddDays(29), waiting.AgainAt);
        Assert.Equal("monthly", waiting.Vetoes[0].RuleId);
        await Send(list.Due[0]);
    }

    [Fact]
    public async Task A_postponed_offer_is_a_call_back_on_its_day_and_an_open_offer_when_nobody_called()
    {
        Start();
        Offer offer = await Offer(Anna, "household");
        await _engine.RecordResponseAsync(Anna, new OfferResponse
        {
            Id = "later", OfferId = offer.Id, Customer = Anna.Customer, Product = offer.Product, Kind = OfferResponseKind.Postponed, Until = _clock.GetUtcNow().AddDays(20), Conversation = "talk", At = _clock.GetUtcNow(),
        });
        _clock.Advance(TimeSpan.FromDays(19));
        Assert.Equal((OccasionKind.CallBack, false), ((await Only()).Kind, (await Only()).IsDue));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((OccasionKind.CallBack, true), ((await Only()).Kind, (await Only()).IsDue));
        Assert.True((await Only()).Request.RequestedByCustomer);
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal((OccasionKind.OpenOffer, true), ((await Only()).Kind, (await Only()).IsDue));
    }

    [Fact]
    public async Task Worth_is_expected_value_times_urgency_and_an_end_that_comes_near_lifts_an_offer()
    {
        Start();
        await Offer(Anna, "household");
        await Offer(Anna, "liability", validUntil: _clock.GetUtcNow().AddDays(30));
        _clock.Advance(TimeSpan.FromDays(8));
        FollowUp[] due = [.. (await FollowUpList.OfAsync(_engine.FollowUpsAsync("main"), 10)).Due];
        FollowUp household = due.First(one => one.Product.Value == "household");
        FollowUp liability = due.First(one => one.Product.Value == "liability");
        Assert.Equal((0.75 * 50, 1.0), (household.Value!.Expected, household.Urgency));
        Assert.Equal(1 + Math.Pow(2, -22.0 / 7), liability.Urgency, 12);
        Assert.Equal(liability.Value!.Expected * liability.Urgency, liability.Worth, 12);
        Assert.Equal(due.OrderByDescending(one => one.Worth), due);

        _clock.Advance(TimeSpan.FromDays(21.9));
        Assert.True((await _engine.FollowUpsAsync("main").FirstAsync(one => one.Product.Value == "liability")).Urgency > 1.98);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain(await _engine.FollowUpsAsync("main").ToListAsync(), one => one.Product.Value == "liability");
    }

    [Fact]
    public async Task A_planned_contact_an_objection_and_a_purchase_each_leave_the_offer_out_with_their_reason()
    {
        Start();
        Offer offer = await Offer(Anna, "household");
        Offer owned = await Offer(Bert, "liability");
        _clock.Advance(TimeSpan.FromDays(8));
        Assert.Contains("OWN.SAME", Codes(await One(Bert, owned)));
        await _engine.ReserveAsync(new ContactRequest { IdempotencyKey = "plan", Customer = Anna.Customer, Channel = "email", Offers = [offer.Id], IsPlanned = true, At = _clock.GetUtcNow().AddDays(3) });
        FollowUp planned = await One(Anna, offer);
        Assert.Equal("FUP.PLANNED", planned.Vetoes[0].Code);
        Assert.Equal("email", planned.Request.Channel);
        await _engine.Ledger.RecordObjectionAsync(Anna);
        Assert.Contains("CNS.OBJECTION", Codes(await One(Anna, offer)));
        Assert.Null((await One(Anna, offer)).AgainAt);
    }

    [Fact]
    public async Task After_a_purchase_all_is_asked_once_and_a_satisfied_customer_is_asked_for_a_referral_once_a_year()
    {
        Start(asOf: new DateTime(2025, 1, 1));
        _clock.SetUtcNow(new DateTimeOffset(2025, 1, 13, 9, 0, 0, TimeSpan.Zero));
        FollowUp call = Assert.Single(await Of(Anna));
        Assert.Equal((OccasionKind.AfterSale, ContactPurpose.Service, "building"), (call.Kind, call.Request.Purpose, call.Product.Value));
        await Send(call);
        Assert.Empty(await Of(Anna));

        Assert.True(await _engine.RecordSatisfactionAsync(Anna, call.Product, isSatisfied: true, "talk-1", "phone"));
        Assert.True(await _engine.RecordSatisfactionAsync(Anna, call.Product, isSatisfied: true, "talk-1", "phone"));
        Assert.False(await _engine.RecordSatisfactionAsync(Anna, call.Product, isSatisfied: false, "talk-1", "phone"));
        FollowUp referral = Assert.Single(await Of(Anna));
        Assert.Equal((OccasionKind.Referral, true, 0.0), (referral.Kind, referral.IsDue, referral.Worth));
        await Send(referral);
        Assert.Empty(await Of(Anna));

        _clock.Advance(TimeSpan.FromDays(30));
        await _engine.RecordSatisfactionAsync(Anna, call.Product, isSatisfied: true, "talk-2", "phone");
        Assert.DoesNotContain(await Of(Anna), one => one.Kind == OccasionKind.Referral);
        _clock.Advance(TimeSpan.FromDays(336));
        await _engine.RecordSatisfactionAsync(Anna, call.Product, isSatisfied: true, "talk-3", "phone");
        Assert.Contains(await Of(Anna), one => one.Kind == OccasionKind.Referral);
        _clock.Advance(TimeSpan.FromHours(1));
        await _engine.RecordSatisfactionAsync(Anna, call.Product, isSatisfied: false, "talk-4", "phone");
        Assert.DoesNotContain(await Of(Anna), one => one.Kind == OccasionKind.Referral);
    }

    [Fact]
    public async Task Everybody_of_the_ledger_and_customers_by_name_are_found_alike_also_in_households_and_over_many_reads()
    {
        Start();
        List<CustomerRef> all = [];
        for (int i = 0; i < 300; i++)
        {
            var customer = new CustomerRef("main", i % 3 == 0 ? SubjectKey.Household($"H-{i / 6}") : SubjectKey.Of(new CustomerId($"N-{i}")), new CustomerId($"N-{i}"));
            all.Add(customer);
            await Offer(customer, "cyber");
        }

        _clock.Advance(TimeSpan.FromDays(8));
        FollowUp[] everybody = [.. (await _engine.FollowUpsAsync("main").ToListAsync()).Order(FollowUpOrder.Instance)];
        FollowUp[] named = [.. (await _engine.FollowUpsAsync(all.ToAsyncEnumerable()).ToListAsync()).Order(FollowUpOrder.Instance)];
        Assert.Equal(300, everybody.Length);
        Assert.All(everybody, one => Assert.True(one.IsDue));
        Assert.Equal(everybody.Select(one => (one.Customer, one.Offer!.Id, one.Worth)), named.Select(one => (one.Customer, one.Offer!.Id, one.Worth)));
        FollowUpList list = await FollowUpList.OfAsync(_engine.FollowUpsAsync("main"), 7);
        Assert.Equal((7, 300L), (list.Due.Count, list.DueInAll));
        Assert.Equal(everybody.Take(7).Select(one => one.Offer!.Id), list.Due.Select(one => one.Offer!.Id));
    }

    [Fact]
    public void Rules_that_cannot_be_used_are_refused_with_all_that_is_wrong()
    {
        Start();
        var rules = new FollowUpRules { MaxPerOffer = -1, MinGap = TimeSpan.FromDays(-1), MostUrgency = 0.5, UrgencyHalfLife = TimeSpan.Zero, ContactCost = double.NaN, DefaultChannel = "" };
        string message = Assert.Throws<ArgumentException>(() => _engine.FollowUpsAsync("main", rules)).Message;
        Assert.All(["MaxPerOffer is -1", "MinGap is -1", "MostUrgency is 0.5", "UrgencyHalfLife is 00:00:00", "ContactCost is NaN", "DefaultChannel is empty"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    public void Dispose() => _engine.Dispose();

    private static Product Product(string id, decimal margin) => new() { Id = new ProductId(id), Margin = margin };

    private static IEnumerable<string> Codes(FollowUp one) => one.Vetoes.Select(veto => veto.Code);

    private void Start(PolicySet? policy = null, DateTime? asOf = null)
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), _catalog);
        var rules = new OccasionRules { AfterSale = asOf is null ? null : TimeSpan.FromDays(5) };
        var ledger = new ContactLedger(new InMemoryLedgerStore(_clock), policy ?? new PolicySetBuilder().Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        if (asOf is { } start)
        {
            _clock.SetUtcNow(new DateTimeOffset(start, TimeSpan.Zero));
        }

        _engine = new CrossSellEngine(new DecisionDesk(model, new EligibilityChecker(_catalog), new DeskOptions { Occasions = rules }), ledger, _clock);
    }

    private async Task<Offer> Offer(CustomerRef customer, string product, DateTimeOffset? followUpAt = null, DateTimeOffset? validUntil = null)
    {
        var offer = new Offer
        {
            Id = $"{customer.Customer}-{product}", Customer = customer.Customer, Product = new ProductId(product), EquivalenceSet = product, State = OfferState.Presented, CreatedAt = _clock.GetUtcNow(), Presentations = 1,
            FollowUpAt = followUpAt, ValidUntil = validUntil,
        };
        Assert.Null(await _engine.Ledger.RecordOfferAsync(customer, offer));
        return offer;
    }

    private async Task Send(FollowUp due)
    {
        Assert.True(due.IsDue, string.Join(',', Codes(due)));
        SendResult sent = await _engine.SendAsync(due.Request, (_, _) => Task.FromResult(ContactState.Sent));
        Assert.Equal(SendOutcome.Sent, sent.Outcome);
    }

    private async Task<FollowUp> Only() => Assert.Single(await _engine.FollowUpsAsync("main").ToListAsync());

    private async Task<FollowUp> One(CustomerRef customer, Offer offer) => (await Of(customer)).Single(one => one.Offer?.Id == offer.Id);

    private async Task<List<FollowUp>> Of(CustomerRef customer) => await _engine.FollowUpsAsync(new[] { customer }.ToAsyncEnumerable()).ToListAsync();
}
