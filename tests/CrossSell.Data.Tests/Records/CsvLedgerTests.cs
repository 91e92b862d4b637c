using System.Text;
using CrossSell.Ledger;

namespace CrossSell.Data.Tests.Records;

public sealed class CsvLedgerTests
{
    [Fact]
    public void Holdings_have_their_stretch_and_their_source()
    {
        IReadOnlyList<HoldingRow> rows = CsvLedger.LoadHoldings(Text("customer,product,from,until,source\n 1,a,2024-01-01,2024-03-31,Own\n2,b,,,Competitor\n3,c,2024-01-01T12:00+02:00,,pending order\n"), "h.csv");
        Assert.Equal([" 1", "2", "3"], rows.Select(row => row.Customer.Value));
        Assert.Equal(new Ownership(new ProductId("a")) { From = Day(2024, 1, 1), Until = Day(2024, 3, 31) }, rows[0].Holding);
        Assert.Equal((null, OwnershipSource.Competitor), (rows[1].Holding.From, rows[1].Holding.Source));
        Assert.Equal((Day(2024, 1, 1).AddHours(10), OwnershipSource.PendingOrder), (rows[2].Holding.From!.Value, rows[2].Holding.Source));
    }

    [Fact]
    public void An_answer_that_says_little_is_a_decline_with_ids_that_follow_from_it()
    {
        OfferResponse answer = Assert.Single(CsvLedger.LoadAnswers(Text("customer,product,at\nC,p,2024-02-03\n"), "d.csv"));
        Assert.Equal((OfferResponseKind.Declined, DeclineReason.None, Day(2024, 2, 3)), (answer.Kind, answer.Reason, answer.At));
        Assert.Equal(("C|p|2024-02-03T00:00:00.000000", "C|2024-02-03"), (answer.Id, answer.Conversation));
        Assert.Equal(answer.Id, answer.OfferId);
    }

    [Theory]
    [InlineData("bad moment", DeclineReason.BadMoment)]
    [InlineData("Zu teuer", DeclineReason.Price)]
    [InlineData("NoNeed", DeclineReason.NoNeed)]
    [InlineData("not_relevant", DeclineReason.NotRelevant)]
    [InlineData("has elsewhere", DeclineReason.HasElsewhere)]
    [InlineData("Kanal", DeclineReason.Channel)]
    [InlineData("Trust", DeclineReason.Trust)]
    [InlineData("never product", DeclineReason.NeverProduct)]
    [InlineData("never any", DeclineReason.NeverAny)]
    [InlineData("", DeclineReason.None)]
    public void Reasons_are_words(string word, DeclineReason reason) =>
        Assert.Equal(reason, Assert.Single(CsvLedger.LoadAnswers(Text($"customer,product,at,reason\nC,p,2024-02-03,{word}\n"), "d.csv")).Reason);

    [Fact]
    public void Contacts_offers_permissions_and_objections_come_with_what_they_say()
    {
        ContactRow contact = Assert.Single(CsvLedger.LoadContacts(Text("customer,channel,at,state,purpose,tags\nC,phone,2024-02-03 10:00,no answer,service,x|y\n"), "c.csv"));
        Assert.Equal((ContactState.NoAnswer, ContactPurpose.Service, "phone"), (contact.State, contact.Request.Purpose, contact.Request.Channel));
        Assert.Equal(["x", "y"], contact.Request.Tags);
        Offer offer = Assert.Single(CsvLedger.LoadOffers(Text("Angebot,Kunde,Produkt,am,Zustand,Preis\nO,C,p,03.02.2024,offen,9.50\n"), "o.csv"));
        Assert.Equal((OfferState.Open, 9.50m, 1, "p"), (offer.State, offer.Price!.Value, offer.Presentations, offer.EquivalenceSet));
        Consent consent = Assert.Single(CsvLedger.LoadConsents(Text("customer,channel,granted,from,basis\nC,email,withdrawn,2024-01-01,existing customer\n"), "k.csv"));
        Assert.Equal((false, ConsentBasis.ExistingCustomer), (consent.IsGranted, consent.Basis));
        IReadOnlyList<ObjectionRow> objections = CsvLedger.LoadObjections(Text("customer,contact_point,channel\nC,,email\n,+49 30 1,\n"), "w.csv");
        Assert.Equal([("C", null, "email"), (null, "+49 30 1", null)], objections.Select(row => (row.Customer?.Value, row.ContactPoint, row.Channel)));
    }

    [Fact]
    public void Every_fault_is_told_with_its_line()
    {
        LedgerFormatException e = Assert.Throws<LedgerFormatException>(() => CsvLedger.LoadAnswers(
            Text("customer,product,at,answer,reason,until\n,p,2024-01-01,,,\nC,p,,,,\nC,p,2024-01-01,accepted,price,\nC,p,2024-01-02,postponed,,\nC,p,2024-01-03,,,\nC,p,2024-01-03,,,\nC,p\n"), "d.csv"));
        Assert.Equal([2, 3, 4, 5, 7, 8], e.Faults.Select(fault => fault.Line).Distinct());
        Assert.Equal("d.csv, line 2, column customer: saw '', expected the id of a customer", e.Faults[0].ToString());
        Assert.Contains("stands on line 6 too", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer,product,until,from\nC,p,2024-01-01,2024-01-01\n", "saw '2024-01-01', expected an end after the beginning, 2024-01-01 00:00:00")]
    [InlineData("customer,product,from\nC,p,01/02/2024\n", "a date such as")]
    [InlineData("customer,from\nC,2024-01-01\n", "one column 'product'")]
    [InlineData("customer,product,source\nC,p,stolen\n", "own, pending or competitor")]
    public void A_bad_holding_says_what_was_expected(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<LedgerFormatException>(() => CsvLedger.LoadHoldings(Text(text), "h.csv")).Message, StringComparison.Ordinal);

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
