namespace CrossSell.ML.Report;

/// <summary>Ladders and next steps.</summary>
internal static class LadderSection
{
    public static IReadOnlyList<(UpSellStep First, int Customers, int PossibleNow, double Expected)> Rows(Study s) =>
    [
        .. s.Steps.GroupBy(step => (step.Ladder, step.From, step.To))
            .Select(group => (group.First(), group.Count(), group.Count(step => step.PossibleFrom <= s.Book.At), group.Sum(step => step.ExpectedMargin ?? 0)))
            .OrderByDescending(row => row.Item4).ThenBy(row => row.Item1.Ladder, StringComparer.Ordinal).ThenBy(row => row.Item1.From.Value, StringComparer.Ordinal),
    ];

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        IReadOnlyList<(UpSellStep First, int Customers, int PossibleNow, double Expected)> rows = Rows(s);
        w.Begin(
            "ladders",
            l.Word("Ladders and next steps", "Leitern und nächste Schritte"),
            rows.Count == 0
                ? l.Word("Name in the list of products which ones are steps of one ladder (terms, sums, tiers); then next steps stand here.", "In der Produktliste angeben, welche Produkte Stufen einer Leiter sind (Laufzeit, Summe, Tarif); dann stehen hier die nächsten Schritte.")
                : l.Say(
                    $"Speak first to the {rows.Sum(r => r.PossibleNow):N0} for whom the next step is possible now; the others when rest after the purchase or the contract allows it.",
                    $"Zuerst mit den {rows.Sum(r => r.PossibleNow):N0} sprechen, für die der nächste Schritt jetzt möglich ist; mit den anderen, wenn Ruhezeit nach dem Kauf oder Vertrag es erlauben."));
        if (rows.Count == 0)
        {
            w.Say(
                $"{(s.Book.Catalog.Any(p => p.Ladder is not null) ? "No customer stands on a ladder with a higher step that may be offered." : "The list of products names no ladders.")}",
                $"{(s.Book.Catalog.Any(p => p.Ladder is not null) ? "Kein Kunde steht auf einer Leiter mit einer höheren Stufe, die angeboten werden darf." : "Die Produktliste nennt keine Leitern.")}");
        }
        else
        {
            w.Table(
                [
                    l.Word("Ladder", "Leiter"), l.Word("From", "Von"), l.Word("To", "Zu"), l.Word("#Customers", "#Kunden"), l.Word("#Possible now", "#Jetzt möglich"), l.Word("#Added by a step", "#Mehr je Schritt"),
                    ReportUnits.ExpectedColumn(l, s),
                ],
                rows.Select(r => new[]
                {
                    r.First.Ladder, ProductName(l, s, r.First.From), ProductName(l, s, r.First.To), l.Whole(r.Customers), l.Whole(r.PossibleNow), l.Amount(r.First.AddedMargin ?? double.NaN), l.Amount(r.Expected),
                }));
            w.Note(
                $"A step is not proposed within {s.Options.UpSelling.AfterPurchase.TotalDays:N0} days after the purchase,{(s.Options.UpSelling.LeadBeforeEnd is { } lead ? $" not before {lead.TotalDays:N0} days before the end of a contract," : "")} and not while something bars it.",
                $"Ein Schritt wird nicht binnen {s.Options.UpSelling.AfterPurchase.TotalDays:N0} Tagen nach dem Kauf vorgeschlagen,{(s.Options.UpSelling.LeadBeforeEnd is { } early ? $" nicht früher als {early.TotalDays:N0} Tage vor Ende eines Vertrags," : "")} und nicht, solange etwas ihn sperrt.");
        }

        w.End();
    }

    public static string ProductName(ReportLanguage l, Study s, ProductId id) => s.Book.Catalog.TryGet(id, out Product? product) ? l.NameOf(product) : id.Value;
}
