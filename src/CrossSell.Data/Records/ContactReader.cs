using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Data;

/// <summary>Reads files of contacts that were made.</summary>
internal static class ContactReader
{
    public static List<ContactRow> Read(RecordTable table)
    {
        int customer = table.Person(out int household);
        int account = table.Column(needed: false, "account", "accountid", "geschaeftskunde", "konto", "kontoid");
        int channel = table.Column(needed: true, "channel", "kanal", "medium");
        int at = table.Column(needed: true, "at", "date", "time", "sentat", "am", "datum", "zeitpunkt");
        int state = table.Column(needed: false, "state", "status", "outcome", "zustand", "ergebnis");
        int direction = table.Column(needed: false, "direction", "richtung");
        int purpose = table.Column(needed: false, "purpose", "zweck");
        int campaign = table.Column(needed: false, "campaign", "campaignid", "kampagne");
        int categories = table.Column(needed: false, "categories", "category", "kategorien", "kategorie");
        int tags = table.Column(needed: false, "tags", "tag", "merkmale");
        int offers = table.Column(needed: false, "offers", "offer", "angebote", "angebot");
        int contactClass = table.Column(needed: false, "class", "customerclass", "contactclass", "klasse");
        int zone = table.Column(needed: false, "zone", "timezone", "zeitzone");
        int key = table.Column(needed: false, "key", "id", "contact", "contactid", "schluessel", "kontakt", "kontaktid");
        var rows = new List<ContactRow>();
        while (table.Read())
        {
            string who = HoldingReader.Some(table.Id(customer, "the id of a customer"));
            string way = table.Id(channel, "a channel such as email or phone");
            DateTimeOffset when = table.NeededTime(at);
            string? region = table.OptionalId(zone);
            if (region is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(region, out _))
            {
                table.Fail(zone, region, "a time zone known to this machine, such as Europe/Berlin, or nothing");
            }

            string name = table.OptionalId(key) ?? string.Create(CultureInfo.InvariantCulture, $"{who}|{way}|{when:yyyy-MM-dd'T'HH:mm:ss.ffffff}");
            table.Once(key, $"{who}|{name}", "contact");
            ContactState reached = table.Choice(state, Words.Outcome, "sent, delivered, answered, bounced, no answer or unknown; nothing means sent") ?? ContactState.Sent;
            var request = new ContactRequest
            {
                IdempotencyKey = name,
                Customer = new CustomerId(who),
                Household = table.OptionalId(household),
                Account = table.OptionalId(account),
                Channel = way,
                At = when,
                Direction = table.Choice(direction, Words.Direction, "outbound or inbound; nothing means outbound") ?? ContactDirection.Outbound,
                Purpose = table.Choice(purpose, Words.Purpose, "marketing, service or contractual; nothing means marketing") ?? ContactPurpose.Marketing,
                Campaign = table.OptionalId(campaign),
                Categories = table.Words(categories),
                Tags = table.Words(tags),
                Offers = table.Words(offers),
                CustomerClass = table.OptionalId(contactClass),
                Zone = region,
            };
            if (table.IsSound && request.Validate() is { Count: > 0 } failures)
            {
                table.Fail(-1, null, $"a contact that can be kept. {string.Join(' ', failures).TrimEnd('.')}");
            }

            if (table.IsSound)
            {
                rows.Add(new ContactRow(request, reached));
            }
        }

        return rows;
    }
}
