using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Ledger;

public sealed class ContactRequestTests
{
    private static ContactRequest Good => new() { IdempotencyKey = "k", Customer = new CustomerId("C"), Channel = "phone" };

    [Fact]
    public void A_request_lists_everything_that_is_wrong_with_it()
    {
        ContactRequest bad = Good with
        {
            Tenant = "", Channel = "a\nb", Attempt = 0, TimeToLive = TimeSpan.Zero, Tags = ["x", "x"], Purpose = (ContactPurpose)9,
            Volumes = [new VolumeTake("v", "", 0)], Campaign = "\ud800", Offers = [new string('o', 600)],
        };

        Assert.Empty(Good.Validate());
        Assert.Equal(9, bad.Validate().Count);
        Assert.Contains("Attempt is 0; it must be 1 or more.", bad.Validate());
        Assert.Contains("Tags names something twice.", bad.Validate());
        Assert.Contains("Root must be", Assert.Single((Good with { Root = SubjectKey.Household("H") }).Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_refused_before_the_store_is_asked()
    {
        var ledger = new ContactLedger(new InMemoryLedgerStore(new ManualClock()), new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[16] });

        await Assert.ThrowsAsync<ArgumentException>(() => ledger.ReserveAsync(Good with { Attempt = 0 }).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.ReserveAsync([Good, Good with { Tenant = "other" }], BatchMode.BestEffort).AsTask());
        Assert.Contains("at least 16", Assert.Throws<ArgumentException>(() => new ContactLedger(
            new InMemoryLedgerStore(new ManualClock()), new PlainLimits(), new ContactLedgerOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_is_frozen_in_the_customers_zone_and_an_unknown_zone_is_said_to_be_assumed()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero));
        var options = new ContactLedgerOptions { ContactPointKey = new byte[16], OrganisationZone = "Europe/Berlin" };
        var ledger = new ContactLedger(new InMemoryLedgerStore(clock), new PlainLimits(), options);

        async Task<string> Day(string key, string? zone)
        {
            Contact contact = (await ledger.ReserveAsync(Good with { IdempotencyKey = key, Zone = zone })).Contact!;
            return $"{contact.LocalDate:yyyy-MM-dd} {contact.Zone} {contact.ZoneAssumed}";
        }

        Assert.Equal("2026-03-01 America/New_York False", await Day("a", "America/New_York"));
        Assert.Equal("2026-03-02 Asia/Tokyo False", await Day("b", "Asia/Tokyo"));
        Assert.Equal("2026-03-02 Europe/Berlin True", await Day("c", null));
        Assert.Equal("2026-03-02 Europe/Berlin True", await Day("d", "Middle/Earth"));
    }

    [Fact]
    public void Instants_are_cut_to_the_microsecond_towards_the_past_and_a_clock_set_back_stands_still()
    {
        DateTimeOffset at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(19);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(10), LedgerTime.Truncate(at));
        Assert.Equal(LedgerTime.Truncate(at), LedgerTime.FromMicroseconds(LedgerTime.ToMicroseconds(at)));
        Assert.Equal(at.AddSeconds(5).AddTicks(-9), LedgerTime.NotBefore(at, LedgerTime.Truncate(at.AddSeconds(5)), TimeSpan.FromSeconds(5)));
        Assert.Equal(
            LedgerFault.ClockSetBack,
            Assert.Throws<LedgerException>(() => LedgerTime.NotBefore(at, at.AddSeconds(6), TimeSpan.FromSeconds(5))).Fault);
    }
}
