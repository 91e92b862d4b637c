using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Data;

/// <summary>Reads files of offers.</summary>
internal static class OfferReader
{
    public static List<Offer> Read(RecordTable table)
    {
        int id = table.Column(needed: true, "offer", "offerid", "id", "angebot", "angebotid", "angebotsnr", "angebotsnummer");
        int customer = table.Customer();
        int product = table.Product();
        int at = table.Column(needed: true, "at", "date", "created", "createdat", "presentedat", "offeredat", "am", "datum", "zeitpunkt", "angebotsdatum");
        int state = table.Column(needed: false, "state", "status", "zustand");
        int set = table.Column(needed: false, "equivalenceset", "equivalenz", "gleichwertig");
        int campaign = table.Column(needed: false, "campaign", "campaignid", "kampagne");
        int price = table.Column(needed: false, "price", "offerprice", "preis", "angebotspreis");
        int until = table.Column(needed: false, "validuntil", "until", "expires", "gueltigbis", "bis");
        int followUp = table.Column(needed: false, "followupat", "followup", "wiedervorlage");
        int times = table.Column(needed: false, "presentations", "praesentationen");
        var rows = new List<Offer>();
        while (table.Read())
        {
            string offer = table.Id(id, "the id of an offer");
            string who = table.Id(customer, "the id of a customer");
            string what = HoldingReader.Some(table.Id(product, "the id of a product"));
            OfferState reached = table.Choice(state, Words.State, "draft, presented, open, accepted, declined, postponed, expired or withdrawn; nothing means presented") ?? OfferState.Presented;
            DateTimeOffset made = table.NeededTime(at);
            decimal shown = table.Amount(times) ?? (reached == OfferState.Draft ? 0 : 1);
            if (shown < 0 || shown > int.MaxValue || shown != decimal.Truncate(shown))
            {
                table.Fail(times, shown.ToString(CultureInfo.InvariantCulture), "a whole number of presentations, 0 or more");
            }

            DateTimeOffset? end = table.Time(until);
            if (end <= made)
            {
                table.Fail(until, null, "an end after the offer was made");
            }

            table.Once(id, $"{who}|{offer}", "offer of a customer");
            var row = new
            {
                Set = table.OptionalId(set), Campaign = table.OptionalId(campaign), Price = table.Amount(price), FollowUp = table.Time(followUp),
            };
            if (table.IsSound)
            {
                rows.Add(new Offer
                {
                    Id = offer, Customer = new CustomerId(who), Product = new ProductId(what), EquivalenceSet = row.Set ?? what, Campaign = row.Campaign, Price = row.Price,
                    State = reached, CreatedAt = made, ValidUntil = end, FollowUpAt = row.FollowUp, Presentations = (int)shown, LastPresentedAt = shown > 0 ? made : null,
                });
            }
        }

        return rows;
    }
}
