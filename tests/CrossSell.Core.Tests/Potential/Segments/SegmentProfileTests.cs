using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tests.Potential.Segments;

public class SegmentProfileTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CultureInfo _german = CultureInfo.GetCultureInfo("de");

    [Fact]
    public void A_segment_is_told_by_its_own_customers_and_all_come_last()
    {
        WhiteSpace space = Space();
        CustomerGroups segments = CustomerGroups.Of(["young", "old", "young", "young"]);
        ChannelContact[] contacts = [.. Enumerable.Range(0, 40).Select(i => new ChannelContact(i % 4 == 1 ? 1 : 0, "phone", i % 4 == 1)), .. Enumerable.Range(0, 40).Select(_ => new ChannelContact(0, "mail", false))];
        IReadOnlyList<SegmentProfile> profiles = SegmentProfile.Of(segments, space, [10, 20, double.NaN, 40], contacts);

        Assert.Equal(["old", "young", "all"], profiles.Select(p => p.Name));
        Assert.Equal([0.25, 0.75, 1], profiles.Select(p => p.Share));
        Assert.Equal([20, 25, 70.0 / 3], profiles.Select(p => p.MeanValue));

        // Customers 0 and 2 have motor, so the young have one gap in motor (0.2 · 100) and three in life (0.1 · 300 each).
        Assert.Equal([(0, 3, 90.0), (1, 1, 20.0)], profiles[1].Outlook.Select(o => (o.Category, o.Gaps, Math.Round(o.ExpectedMargin, 9))));
        Assert.Equal(0.1, profiles[1].Outlook[0].MeanPropensity, 1e-12);
        Assert.Equal(["phone", "mail"], profiles[0].Channels.Select(c => c.Channel));

        // Ten contacts by phone with the old, all answered; ten of forty among all: (10 + 20 · 0.25) / 30.
        Assert.Equal((10, 10, 0.5), (profiles[0].Channels[0].Contacts, profiles[0].Channels[0].Answers, profiles[0].Channels[0].Rate));
        Assert.InRange(profiles[0].Channels[0].Lower, 0.3, 0.5);
        Assert.Equal((0, 0, 0.0), (profiles[0].Channels[1].Contacts, profiles[0].Channels[1].Answers, profiles[0].Channels[1].Rate));
        Assert.Equal(
            "3 customers (75%), 33% of the need covered, mean customer value 25. Offer first: Life (3 gaps, propensity 10%), Motor (1 gaps, propensity 20%). Best reached by phone: 10% answer.",
            profiles[1].Describe(CultureInfo.InvariantCulture, space.Categories));
        Assert.Equal(
            "3 Kunden (75 %), 33 % des Bedarfs gedeckt, Kundenwert im Mittel 25. Zuerst anbieten: Life (3 Lücken, Neigung 10 %). Am besten erreichbar über phone: 10 % antworten.",
            profiles[1].Describe(_german, space.Categories, mostCategories: 1));
    }

    [Fact]
    public void Contacts_of_a_ledger_count_when_they_were_sent()
    {
        WhiteSpace space = Space();
        Guid first = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Contact contact = new()
        {
            Id = first, Tenant = "t", Root = SubjectKey.Of(new CustomerId("0")), IdempotencyKey = "k", Fingerprint = "f", Subjects = [], Customer = new("0"), Channel = "phone", State = ContactState.Sent,
            At = _now, LocalDate = new(2026, 7, 1), Zone = "UTC",
        };
        OfferResponse answer = new() { Id = "r", OfferId = "o", Customer = new("0"), Product = new("car"), Kind = OfferResponseKind.Declined, Conversation = "c", ContactId = first, At = _now };
        Contact[] contacts =
        [
            contact, contact with { Id = Guid.Empty, State = ContactState.NoAnswer }, contact with { State = ContactState.Reserved }, contact with { Direction = ContactDirection.Inbound }, contact with { Customer = new("stranger") },
        ];

        Assert.Equal([(0, true), (0, false)], ChannelContact.Of(space.Customers, contacts, [answer]).Select(c => (c.Customer, c.Answered)));
        Assert.Equal([false, false], ChannelContact.Of(space.Customers, contacts, [answer with { Kind = OfferResponseKind.NoResponse }]).Select(c => c.Answered));
    }

    [Fact]
    public void What_is_not_known_is_said_to_be_so_and_bad_input_is_refused()
    {
        WhiteSpace space = Space();
        SegmentProfile all = SegmentProfile.Of(CustomerGroups.OneOf(4), space)[^1];

        Assert.True(double.IsNaN(all.MeanValue));
        Assert.Empty(all.Channels);
        Assert.DoesNotContain("value", all.Describe(CultureInfo.InvariantCulture, space.Categories), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SegmentProfile.Of(CustomerGroups.OneOf(3), space));
        Assert.Throws<ArgumentException>(() => SegmentProfile.Of(CustomerGroups.OneOf(4), space, [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentProfile.Of(CustomerGroups.OneOf(4), space, contacts: [new ChannelContact(4, "phone", true)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentProfile.Of(CustomerGroups.OneOf(4), space, confidenceLevel: 1));
    }

    private static WhiteSpace Space()
    {
        ProductCatalog catalog = new([new Product { Id = new("car"), Category = "Motor" }, new Product { Id = new("life"), Category = "Life" }]);
        var builder = new PurchaseHistoryBuilder();
        for (int c = 0; c < 4; c++)
        {
            builder.Add(new Purchase { Customer = $"{c}", Product = c % 2 == 0 ? "car" : "other", Time = new DateTime(2026, 1, 1) });
        }

        return WhiteSpace.Of(builder.Build(), new EligibilityChecker(catalog), new EligibilityRequest(_now), new WhiteSpaceOptions
        {
            Estimate = (_, product) => catalog[product].Id.Value == "car" ? new GapEstimate(0.2, 100) : new GapEstimate(0.1, 300),
        });
    }
}
