namespace CrossSell.Data;

/// <summary>Reads files of holdings and of offers.</summary>
internal static class HoldingReader
{
    public static List<HoldingRow> Read(RecordTable table)
    {
        int customer = table.Customer();
        int product = table.Product();
        int from = table.Column(needed: false, "from", "since", "heldfrom", "start", "startdate", "begin", "date", "validfrom", "von", "ab", "seit", "beginn", "datum", "gueltigab", "vertragsbeginn");
        int until = table.Column(needed: false, ["until", .. ColumnNames.NamesOf(PurchaseRole.HeldUntil)]);
        int source = table.Column(needed: false, "source", "provider", "herkunft", "quelle", "anbieter");
        int reference = table.Column(needed: false, "reference", "contract", "contractid", "contractno", "referenz", "vertrag", "vertragsnr", "vertragsnummer");
        var rows = new List<HoldingRow>();
        while (table.Read())
        {
            string who = table.Id(customer, "the id of a customer");
            var holding = new Ownership(new ProductId(Some(table.Id(product, "the id of a product"))))
            {
                From = table.Time(from),
                Until = table.Time(until),
                Source = table.Choice(source, Words.Source, "own, pending or competitor; nothing means own") ?? OwnershipSource.Own,
                Reference = table.OptionalId(reference),
            };
            table.EndsAfter(holding.From, until, holding.Until);
            if (table.IsSound)
            {
                rows.Add(new HoldingRow(new CustomerId(who), holding));
            }
        }

        return rows;
    }

    /// <summary>Ids are never empty, also where a fault was found.</summary>
    public static string Some(string id) => id.Length > 0 ? id : "?";
}
