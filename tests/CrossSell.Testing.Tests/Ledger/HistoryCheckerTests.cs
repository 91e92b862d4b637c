using CrossSell.Ledger;

namespace CrossSell.Testing.Tests.Ledger;

/// <summary>The checker on histories whose faults are planted.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly LimitSpec One = new() { Name = "one", Limit = 1, Window = TimeSpan.FromDays(1) };

    [Fact]
    public void Two_slots_that_count_at_once_exceed_a_limit_of_one()
    {
        string fault = Assert.Single(HistoryChecker.Check([Taken(1, 2, "a"), Taken(3, 4, "b")], One));

        Assert.Equal("Limit one (1) was exceeded for customer:C: 2 contacts counted at once.", fault);
    }

    [Fact]
    public void A_slot_given_back_before_the_next_was_taken_exceeds_nothing()
    {
        LedgerOperation back = Taken(3, 4, "a") with { Contact = Contact("a", Noon) with { State = ContactState.Released } };

        Assert.Empty(HistoryChecker.Check([Taken(1, 2, "a"), back, Taken(5, 6, "b")], One));
        Assert.Single(HistoryChecker.Check([Taken(1, 2, "a"), back with { Invoked = 7, Returned = 8 }, Taken(5, 6, "b")], One));
        Assert.Empty(HistoryChecker.Check([Taken(1, 2, "a"), back with { Invoked = 5, Returned = 8 }, Taken(4, 6, "b")], One));
    }

    [Fact]
    public void Contacts_a_window_apart_exceed_nothing() =>
        Assert.Empty(HistoryChecker.Check([Taken(1, 2, "a"), Taken(3, 4, "b", Noon.AddDays(1))], One));

    [Fact]
    public void A_reservation_that_expired_before_the_next_exceeds_nothing()
    {
        LedgerOperation brief = Taken(1, 2, "a") with { Contact = Contact("a", Noon) with { ExpiresAt = Noon.AddMinutes(1) } };

        Assert.Empty(HistoryChecker.Check([brief, Taken(3, 4, "b", Noon.AddMinutes(1))], One));
        Assert.Single(HistoryChecker.Check([brief, Taken(3, 4, "b", Noon.AddMinutes(1).AddTicks(-10))], One));
    }

    [Fact]
    public void One_key_for_two_contacts_is_found()
    {
        LedgerOperation twin = Taken(3, 4, "a") with { Contact = Contact("a", Noon) with { Id = new Guid(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9) } };

        Assert.Contains("Key a stands for more than one contact.", HistoryChecker.Check([Taken(1, 2, "a"), twin]));
    }

    [Fact]
    public void One_contact_for_two_senders_is_found()
    {
        LedgerOperation begun = Taken(3, 4, "a") with { BeganDispatch = true };

        Assert.Empty(HistoryChecker.Check([begun]));
        Assert.EndsWith("was handed to 2 senders.", Assert.Single(HistoryChecker.Check([begun, begun with { Invoked = 5, Returned = 6 }])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_justified_only_while_something_may_have_filled_the_window()
    {
        LedgerOperation refused = Refused(3, 4, Noon);

        Assert.Single(HistoryChecker.Check([refused], One));
        Assert.Empty(HistoryChecker.Check([Taken(1, 2, "a"), refused], One));
        Assert.Empty(HistoryChecker.Check([Taken(1, 9, "a"), refused], One));
        Assert.Single(HistoryChecker.Check([Taken(5, 9, "a"), refused], One));
        Assert.Single(HistoryChecker.Check([Taken(1, 2, "a"), Refused(3, 4, Noon.AddDays(1))], One));
        LedgerOperation back = Taken(2, 2, "a") with { Contact = Contact("a", Noon) with { State = ContactState.Released } };
        Assert.Single(HistoryChecker.Check([Taken(1, 1, "a"), back, refused], One));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, false)]
    public void Every_window_is_looked_at(int limit, int hoursApart, bool broken)
    {
        var spec = new LimitSpec { Name = "x", Limit = limit, Window = TimeSpan.FromHours(2) };

        Assert.Equal(broken, spec.IsBrokenBy([Contact("a", Noon), Contact("b", Noon.AddHours(hoursApart))]));
        Assert.Equal(limit < 2, new LimitSpec { Name = "life", Limit = limit }.IsBrokenBy([Contact("a", Noon), Contact("b", Noon.AddYears(1))]));
        Assert.Equal(limit < 1, new LimitSpec { Name = "day", Limit = limit, Period = c => c.LocalDate.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }.IsBrokenBy([Contact("a", Noon), Contact("b", Noon.AddDays(1))]));
    }

    private static LedgerOperation Taken(long invoked, long returned, string key, DateTimeOffset? at = null) => new()
    {
        Invoked = invoked, Returned = returned, At = at ?? Noon, Until = at ?? Noon, Contact = Contact(key, at ?? Noon), Request = Request(key),
    };

    private static LedgerOperation Refused(long invoked, long returned, DateTimeOffset at) => new()
    {
        Invoked = invoked, Returned = returned, At = at, Until = at, IsRefused = true, Request = Request("r"),
    };

    private static ContactRequest Request(string key) => new() { IdempotencyKey = key, Customer = new("C"), Channel = "phone" };

    private static Contact Contact(string key, DateTimeOffset at) => new()
    {
        Id = new Guid(key[0], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Tenant = "main", Root = SubjectKey.Of(new("C")), IdempotencyKey = key, Fingerprint = key,
        Subjects = [SubjectKey.Of(new("C"))], Customer = new("C"), Channel = "phone", State = ContactState.Reserved, At = at,
        LocalDate = DateOnly.FromDateTime(at.UtcDateTime), Zone = "UTC", ExpiresAt = at.AddDays(30),
    };
}
