using System.Collections.Frozen;

namespace CrossSell.Data;

/// <summary>The names by which the columns of purchases are known, in the form of <see cref="HeaderName.Normalize"/>. docs/formats.md repeats them.</summary>
internal static class ColumnNames
{
    /// <summary>For each role its names, the most telling first.</summary>
    public static readonly IReadOnlyList<(PurchaseRole Role, string Label, string[] Names)> All =
    [
        (PurchaseRole.Product, "product",
        [
            "product", "productid", "productno", "productnumber", "productcode", "item", "items", "itemid", "itemno", "itemnumber", "itemcode", "sku",
            "stockcode", "article", "articleid", "articleno", "articlenumber", "artikel", "artikelid", "artikelnr", "artikelnummer", "produkt",
            "produktid", "produktnr", "produktnummer", "produktcode",
        ]),
        (PurchaseRole.Customer, "customer",
        [
            "customer", "customerid", "customerno", "customernumber", "customercode", "client", "clientid", "user", "userid", "member", "memberid",
            "memberno", "membernumber", "household", "householdid", "kunde", "kundeid", "kundenid", "kundennr", "kundennummer", "mitglied",
            "mitgliedid", "mitgliedsnr", "mitgliedsnummer", "haushalt", "haushaltid",
        ]),
        (PurchaseRole.Basket, "basket",
        [
            "basket", "basketid", "transaction", "transactionid", "transactionno", "transactionnumber", "invoice", "invoiceid", "invoiceno",
            "invoicenumber", "order", "orderid", "orderno", "ordernumber", "receipt", "receiptid", "receiptno", "receiptnumber", "contract",
            "contractid", "contractno", "contractnumber", "warenkorb", "rechnung", "rechnungid", "rechnungsnr", "rechnungsnummer", "beleg",
            "belegid", "belegnr", "belegnummer", "bon", "bonid", "bonnr", "bonnummer", "auftrag", "auftragid", "auftragsnr", "auftragsnummer",
            "bestellung", "bestellungid", "bestellnr", "bestellnummer", "vertrag", "vertragid", "vertragsnr", "vertragsnummer",
        ]),
        (PurchaseRole.Time, "date",
        [
            "date", "time", "datetime", "timestamp", "invoicedate", "orderdate", "purchasedate", "purchasetime", "purchasedat", "transactiondate",
            "transactiontime", "transactiontimestamp", "saledate", "soldat", "boughtat", "start", "startdate", "begin", "from", "heldfrom", "validfrom",
            "datum", "zeit", "zeitpunkt", "zeitstempel", "kaufdatum", "rechnungsdatum", "belegdatum", "bestelldatum", "auftragsdatum", "beginn",
            "vertragsbeginn", "gueltigab", "gueltigvon",
        ]),
        (PurchaseRole.TimeOfDay, "time of day", ["timeofday", "uhrzeit"]),
        (PurchaseRole.Quantity, "quantity", ["quantity", "qty", "count", "menge", "anzahl", "stueck", "stueckzahl"]),
        (PurchaseRole.Revenue, "revenue",
        [
            "revenue", "amount", "sales", "salesvalue", "turnover", "total", "linetotal", "premium", "annualpremium", "umsatz", "betrag", "erloes",
            "gesamtpreis", "praemie", "jahrespraemie", "beitrag", "jahresbeitrag",
        ]),
        (PurchaseRole.UnitPrice, "unit price", ["price", "unitprice", "preis", "einzelpreis", "stueckpreis"]),
        (PurchaseRole.HeldUntil, "held until",
        [
            "until", "end", "enddate", "helduntil", "validuntil", "validto", "expires", "expiry", "expirydate", "ende", "bis", "ablauf",
            "ablaufdatum", "vertragsende", "gueltigbis",
        ]),
        (PurchaseRole.Seller, "seller",
        [
            "seller", "sellerid", "salesperson", "agent", "agentid", "broker", "brokerid", "advisor", "adviser", "verkaeufer", "verkaeuferid",
            "vermittler", "vermittlerid", "vermittlernr", "vermittlernummer", "berater", "beraterid",
        ]),
        (PurchaseRole.Channel, "channel", ["channel", "saleschannel", "kanal", "vertriebsweg", "vertriebskanal", "verkaufskanal"]),
    ];

    private static readonly FrozenDictionary<string, PurchaseRole> RoleOfName =
        All.SelectMany(r => r.Names.Select(name => (name, r.Role))).ToFrozenDictionary(p => p.name, p => p.Role, StringComparer.Ordinal);

    private static readonly FrozenSet<string> ClockNames = new[] { "time", "zeit" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool TryGetRole(string header, out PurchaseRole role) => RoleOfName.TryGetValue(HeaderName.Normalize(header), out role);

    /// <summary>Names that mean the time of day when another column has the date.</summary>
    public static bool IsClockName(string header) => ClockNames.Contains(HeaderName.Normalize(header));

    public static string LabelOf(PurchaseRole role) => All[(int)role].Label;

    public static string[] NamesOf(PurchaseRole role) => All[(int)role].Names;

    public static IEnumerable<string> ExamplesOf(PurchaseRole role) => All[(int)role].Names.Take(3);
}
