using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Data;

/// <summary>Reads files of permissions and of objections.</summary>
internal static class PermissionReader
{
    private const string ExpectedPurpose = "marketing, service or contractual; nothing means marketing";

    public static List<Consent> Consents(RecordTable table)
    {
        int customer = table.Customer();
        int channel = table.Column(needed: true, "channel", "kanal", "medium");
        int granted = table.Column(needed: true, "granted", "state", "status", "erteilt", "zustand");
        int from = table.Column(needed: true, "from", "at", "since", "date", "von", "ab", "seit", "datum");
        int to = table.Column(needed: false, "to", "until", "bis");
        int purpose = table.Column(needed: false, "purpose", "zweck");
        int basis = table.Column(needed: false, "basis", "rechtsgrundlage", "grundlage");
        int evidence = table.Column(needed: false, "evidence", "proof", "nachweis");
        int version = table.Column(needed: false, "policytextversion", "textversion", "version", "textfassung", "fassung");
        int id = table.Column(needed: false, "id", "consent", "consentid", "einwilligung", "einwilligungid");
        var rows = new List<Consent>();
        while (table.Read())
        {
            string who = HoldingReader.Some(table.Id(customer, "the id of a customer"));
            string way = table.Id(channel, "a channel such as email or phone");
            bool? isGranted = table.Choice(granted, Words.Granted, "granted or withdrawn");
            if (isGranted is null && table.IsSound)
            {
                table.Fail(granted, "", "granted or withdrawn");
            }

            DateTimeOffset begin = table.NeededTime(from);
            DateTimeOffset? end = table.Time(to);
            if (table.IsSound)
            {
                table.EndsAfter(begin, to, end);
            }

            ContactPurpose what = table.Choice(purpose, Words.Purpose, ExpectedPurpose) ?? ContactPurpose.Marketing;
            string name = table.OptionalId(id) ?? string.Create(CultureInfo.InvariantCulture, $"{way}|{what}|{begin:yyyy-MM-dd'T'HH:mm:ss.ffffff}");
            table.Once(id, $"{who}|{name}", "permission of a customer");
            var row = new Consent
            {
                Id = name,
                Customer = new CustomerId(who),
                Channel = way,
                Purpose = what,
                Basis = table.Choice(basis, Words.Basis, "opt-in, existing customer, legitimate interest or business presumed; nothing means opt-in") ?? ConsentBasis.OptIn,
                IsGranted = isGranted ?? false,
                From = begin,
                To = end,
                Evidence = table.OptionalId(evidence),
                PolicyTextVersion = table.OptionalId(version),
            };
            if (table.IsSound)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    public static List<ObjectionRow> Objections(RecordTable table)
    {
        int customer = table.Customer(needed: false);
        int point = table.Column(needed: false, "contactpoint", "address", "email", "phone", "kontaktpunkt", "adresse", "telefon");
        int channel = table.Column(needed: false, "channel", "kanal", "medium");
        int purpose = table.Column(needed: false, "purpose", "zweck");
        if (customer < 0 && point < 0)
        {
            table.Fail(-1, null, "a column 'customer' or 'contact_point'");
            return [];
        }

        var rows = new List<ObjectionRow>();
        while (table.Read())
        {
            string? who = table.OptionalId(customer);
            var row = new ObjectionRow
            {
                Customer = who is null ? null : new CustomerId(who),
                ContactPoint = table.OptionalId(point),
                Channel = table.OptionalId(channel),
                Purpose = table.Choice(purpose, Words.Purpose, ExpectedPurpose),
            };
            if (who is null && row.ContactPoint is null)
            {
                table.Fail(customer < 0 ? point : customer, "", "a customer or a contact point");
            }

            if (table.IsSound)
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
