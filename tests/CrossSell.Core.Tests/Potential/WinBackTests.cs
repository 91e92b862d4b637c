using CrossSell.Ledger;

namespace CrossSell.Tests.Potential;

public class WinBackTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Existing_customers_come_before_former_dormant_and_new_ones_and_value_before_the_id()
    {
        IReadOnlyList<WinBackEntry> list = WinBackList.Of(
        [
            Case("new", CustomerActivity.None, 900), Case("dormant", CustomerActivity.Dormant, 800), Case("b", CustomerActivity.Lost, 5), Case("a", CustomerActivity.Lost, 5),
            Case("rich", CustomerActivity.Lost, 6), Case("leaving", CustomerActivity.Active, 1) with { ShareOfLimit = 0.7 }, Case("fine", CustomerActivity.Active, 1) with { ShareOfLimit = 0.69 },
            Case("unknown", CustomerActivity.Active, 1),
        ], _now);

        Assert.Equal(["leaving", "rich", "a", "b", "dormant", "new"], list.Select(e => e.Customer.Value));
        Assert.Equal([ContactGroup.Existing, ContactGroup.Former, ContactGroup.Former, ContactGroup.Former, ContactGroup.Dormant, ContactGroup.New], list.Select(e => e.Group));
    }

    [Fact]
    public void After_two_attempts_it_is_over_and_between_them_lies_a_month()
    {
        WinBackCase once = Case("1", CustomerActivity.Lost, 1) with { Attempts = [_now.AddDays(-10)] };
        WinBackCase longAgo = Case("2", CustomerActivity.Lost, 1) with { Attempts = [_now.AddDays(-40)] };
        WinBackCase twice = Case("3", CustomerActivity.Lost, 1) with { Attempts = [_now.AddDays(-90), _now.AddDays(-40)] };

        Assert.Equal([("1", 1, _now.AddDays(20)), ("2", 1, _now)], WinBackList.Of([once, longAgo, twice], _now).Select(e => (e.Customer.Value, e.Attempts, e.NotBefore)));
    }

    [Fact]
    public void Whoever_objects_is_never_on_the_list()
    {
        WinBackCase lost = Case("1", CustomerActivity.Lost, 1);

        Assert.Empty(WinBackList.Of([lost with { Objections = [new Objection { Subject = default, At = _now.AddDays(-1) }] }], _now));
        Assert.Empty(WinBackList.Of([lost with { Reason = LossReason.Objection }], _now));
        Assert.Empty(WinBackList.Of([lost with { Responses = [Declined(DeclineReason.NeverAny, -700), Declined(DeclineReason.Price, -5)] }], _now));
    }

    [Fact]
    public void The_reason_is_what_was_noted_or_the_last_decline_that_tells_it()
    {
        WinBackCase lost = Case("1", CustomerActivity.Lost, 1) with { Responses = [Declined(DeclineReason.Trust, -3), Declined(DeclineReason.HasElsewhere, -30), Declined(DeclineReason.BadMoment, -1), Declined(DeclineReason.Price, 4)] };

        Assert.Equal(LossReason.Service, WinBackList.ReasonOf(lost, _now));
        Assert.Equal(LossReason.Price, WinBackList.ReasonOf(lost, _now.AddDays(4)));
        Assert.Equal(LossReason.Competitor, WinBackList.ReasonOf(lost with { Reason = LossReason.Competitor }, _now));
        Assert.Equal(LossReason.Unknown, WinBackList.ReasonOf(Case("2", CustomerActivity.Lost, 1), _now));
        Assert.Equal(
            [(LossReason.Service, 2), (LossReason.Unknown, 1)],
            WinBackList.Reasons([lost, lost with { Activity = CustomerActivity.Dormant }, Case("2", CustomerActivity.Lost, 1), Case("3", CustomerActivity.Active, 1)], _now));
    }

    [Fact]
    public void Rules_and_values_that_cannot_be_are_refused()
    {
        Assert.Equal(3, new WinBackRules { MostAttempts = 0, BetweenAttempts = TimeSpan.FromDays(-1), WarnAt = 1 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => WinBackList.Of([], _now, new WinBackRules { MostAttempts = 0 }));
        Assert.Contains("worth NaN", Assert.Throws<ArgumentException>(() => WinBackList.Of([Case("1", CustomerActivity.Lost, double.NaN)], _now)).Message, StringComparison.Ordinal);
    }

    private static WinBackCase Case(string id, CustomerActivity activity, double value) => new(new(id), activity) { Value = value };

    private static OfferResponse Declined(DeclineReason reason, int day) => new()
    {
        Id = $"r{reason}{day}", OfferId = "o", Customer = new("1"), Product = new("p"), Kind = OfferResponseKind.Declined, Reason = reason, Conversation = $"c{day}", At = _now.AddDays(day),
    };
}
