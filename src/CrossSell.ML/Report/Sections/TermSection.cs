namespace CrossSell.ML.Report;

/// <summary>How to read the figures.</summary>
internal static class TermSection
{
    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        w.Html.Raw("<section id=\"terms\" class=\"terms\">\n<h2>").Text(l.Word("How to read the figures", "Wie die Zahlen zu lesen sind")).Raw("</h2>\n<dl>");
        foreach ((string term, string meaning) in Terms(l, s))
        {
            w.Html.Raw("<dt>").Text(term).Raw("</dt><dd>").Text(meaning).Raw("</dd>\n");
        }

        w.Html.Raw("</dl>\n");
        w.End();
    }

    private static IEnumerable<(string, string)> Terms(ReportLanguage l, Study s)
    {
        yield return (l.Word("Gap", "Lücke"), l.Word("A category that a customer does not have and of which a product may be offered to him now.", "Eine Kategorie, die ein Kunde nicht hat und aus der ihm jetzt ein Produkt angeboten werden darf."));
        yield return (l.Word("Coverage", "Ausschöpfung"), l.Word("Categories that customers have with us, of all that are for them.", "Kategorien, die Kunden bei uns haben, an allen, die für sie in Frage kommen."));
        yield return (ReportUnits.Capital(ReportUnits.Expected(l, s)), l.Word("Probability times what a sale earns, added up; a mean over many, no promise of any single one.", "Wahrscheinlichkeit mal dem, was ein Abschluss bringt, aufsummiert; ein Mittel über viele, kein Versprechen für den Einzelnen."));
        yield return (l.Word("Interval", "Intervall"), l.Word("Where the true figure lies in 95 of 100 cases.", "Wo die wahre Zahl in 95 von 100 Fällen liegt."));
        yield return (l.Word("Amounts", "Beträge"), s.Options.Currency.Length > 0 ? l.Word("In ", "In ") + s.Options.Currency + "." : l.Word("In the currency of the files.", "In der Währung der Dateien."));
    }
}
