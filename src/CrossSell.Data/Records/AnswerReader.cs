using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Data;

/// <summary>Reads files of answers to offers. What a file leaves out follows from the rest, so that reading it twice gives the same ids.</summary>
internal static class AnswerReader
{
    public static List<OfferResponse> Read(RecordTable table)
    {
        int customer = table.Customer();
        int product = table.Product();
        int at = table.Column(needed: true, "at", "date", "declinedat", "answeredat", "am", "datum", "zeitpunkt");
        int answer = table.Column(needed: false, "answer", "response", "outcome", "antwort", "ergebnis");
        int reason = table.Column(needed: false, "reason", "declinereason", "grund", "ablehnungsgrund");
        int until = table.Column(needed: false, ["until", .. ColumnNames.NamesOf(PurchaseRole.HeldUntil)]);
        int offer = table.Column(needed: false, "offer", "offerid", "angebot", "angebotid", "angebotsnr", "angebotsnummer");
        int id = table.Column(needed: false, "id", "answerid", "responseid", "antwortid");
        int conversation = table.Column(needed: false, "conversation", "conversationid", "call", "gespraech", "gespraechid");
        int by = table.Column(needed: false, "by", "notedby", "durch", "erfasstvon");
        int supersedes = table.Column(needed: false, "supersedes", "corrects", "ersetzt", "berichtigt");
        int price = table.Column(needed: false, "price", "offerprice", "preis", "angebotspreis");
        var rows = new List<OfferResponse>();
        while (table.Read())
        {
            string who = table.Id(customer, "the id of a customer");
            string what = HoldingReader.Some(table.Id(product, "the id of a product"));
            DateTimeOffset when = table.NeededTime(at);
            OfferResponseKind kind = table.Choice(answer, Words.Answer, "accepted, declined, no response or postponed; nothing means declined") ?? OfferResponseKind.Declined;
            DeclineReason? why = table.Choice(reason, Words.Reason, Words.ExpectedReason);
            DateTimeOffset? end = table.Time(until);
            if (kind != OfferResponseKind.Declined && why is { } given && given != DeclineReason.None && !(kind == OfferResponseKind.Postponed && given == DeclineReason.Postponed))
            {
                table.Fail(reason, given.ToString(), "no reason, for the answer is none of declined");
            }

            bool isPostponed = table.IsSound && (kind == OfferResponseKind.Postponed || why == DeclineReason.Postponed);
            if (isPostponed && end is null)
            {
                table.Fail(until, "", "the day to which it is postponed");
            }

            string name = table.OptionalId(id) ?? string.Create(CultureInfo.InvariantCulture, $"{who}|{what}|{when:yyyy-MM-dd'T'HH:mm:ss.ffffff}");
            table.Once(id, name, "answer");
            var row = new OfferResponse
            {
                Id = name,
                OfferId = table.OptionalId(offer) ?? name,
                Customer = new CustomerId(HoldingReader.Some(who)),
                Product = new ProductId(what),
                Kind = kind,
                Reason = kind == OfferResponseKind.Declined ? why ?? DeclineReason.None : DeclineReason.None,
                Until = end,
                Conversation = table.OptionalId(conversation) ?? string.Create(CultureInfo.InvariantCulture, $"{who}|{when:yyyy-MM-dd}"),
                By = table.OptionalId(by),
                At = when,
                Supersedes = table.OptionalId(supersedes),
                Price = table.Amount(price),
            };
            if (table.IsSound)
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
