namespace CrossSell.ML.Report;

/// <summary>The checklist of unknowns.</summary>
internal static class UnknownSection
{
    private const int Most = 10;

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        ChecklistRow[] rows = [.. s.Unknowns.Rows.Where(r => r.WorthAsking > 0).Take(Most)];
        w.Begin(
            "unknowns",
            l.Word("What to ask for", "Wonach zu fragen ist"),
            rows.Length == 0
                ? l.Word("Ask nothing for the sake of offers: no answer would change which one comes first.", "Für Angebote nichts erfragen: Keine Antwort würde ändern, welches zuerst kommt.")
                : UnknownFigures.Parse(rows[0].Fact) is ("attribute", var column)
                    ? l.Say(
                        $"In each conversation complete what is not known of the customer, first: {LeadSection.Name(l, s, column)}.",
                        $"In jedem Gespräch ergänzen, was über den Kunden nicht bekannt ist, zuerst: {LeadSection.Name(l, s, column)}.")
                    : l.Say(
                        $"In each conversation ask who has {Name(l, s, rows[0].Fact)} with somebody else, and until when; write the answer down.",
                        $"In jedem Gespräch fragen, wer {Name(l, s, rows[0].Fact)} anderswo hat und bis wann; die Antwort festhalten."));
        Write(w, [.. rows.Where(r => UnknownFigures.Parse(r.Fact).Kind == "elsewhere")], l.Word("Does the customer have this with somebody else?", "Hat der Kunde das anderswo?"), fact => Name(l, s, fact));
        if (rows.Any(r => UnknownFigures.Parse(r.Fact).Kind == "elsewhere"))
        {
            w.Note(
                $"An answer is worth what the better choice of the next offer brings. Who has it elsewhere is taken to buy a fifth as likely; how many do, from those of whom it is on record, and half where it is of nobody.",
                $"Eine Antwort ist wert, was die bessere Wahl des nächsten Angebots bringt. Wer es anderswo hat, kauft angenommen ein Fünftel so wahrscheinlich; wie viele es haben, sagen die, bei denen es erfasst ist, und wo niemand erfasst ist, gilt die Hälfte.");
        }

        Write(w, [.. rows.Where(r => UnknownFigures.Parse(r.Fact).Kind == "attribute")], l.Word("What is not known of the customer", "Was über den Kunden nicht bekannt ist"), fact => LeadSection.Name(l, s, UnknownFigures.Parse(fact).About));
        if (rows.Any(r => UnknownFigures.Parse(r.Fact).Kind == "attribute"))
        {
            w.Note(
                $"What an answer would say of an offer is taken from how many customers with that answer have the category already.",
                $"Was eine Antwort über ein Angebot sagen würde, wird daran gemessen, wie viele Kunden mit dieser Antwort die Kategorie schon haben.");
        }

        w.End();
    }

    private static void Write(ReportWriter w, ChecklistRow[] rows, string title, Func<string, string> nameOf)
    {
        ReportLanguage l = w.L;
        if (rows.Length > 0)
        {
            w.Table(
                [title, l.Word("#Not known of", "#Nicht bekannt bei"), l.Word("#Worth asking", "#Fragen lohnt bei"), l.Word("#Worth in all", "#Wert insgesamt"), l.Word("#Each", "#Je Kunde")],
                rows.Select(r => new[] { nameOf(r.Fact), l.Whole(r.Customers), l.Whole(r.WorthAsking), l.Amount(r.Value), l.Amount(r.MeanValue) }));
        }
    }

    private static string Name(ReportLanguage l, Study s, string category)
    {
        for (int k = 0; k < s.Book.Categories.Count; k++)
        {
            if (string.Equals(s.Book.Categories[k], category, StringComparison.Ordinal))
            {
                return s.Book.NameOfCategory(k, l);
            }
        }

        return category;
    }
}
