namespace CrossSell.ML.Report;

/// <summary>The first rows of lists that name customers; only where they were asked for.</summary>
internal static class ListSection
{
    public static void Write(ReportWriter w, Study s)
    {
        (ReportLanguage l, int most) = (w.L, s.Options.ListRows);
        if (most == 0 || s.Options.Lists == CustomerLists.None)
        {
            return;
        }

        w.Begin("lists", l.Word("Names", "Namen"), l.Word("Share the rows out; whoever takes one notes what came of it.", "Die Zeilen verteilen; wer eine übernimmt, notiert, was daraus wurde."));
        if (s.Options.Lists.HasFlag(CustomerLists.Gaps))
        {
            w.Heading("Whom to offer what first", "Wem zuerst was anbieten");
            w.Table(
                [l.Word("Customer", "Kunde"), l.Word("Class", "Klasse"), l.Word("Product", "Produkt"), l.Word("#Probability", "#Wahrscheinlichkeit"), ReportUnits.ExpectedColumn(l, s)],
                s.Space.TopGaps(most).Select(g => new[]
                {
                    s.Book.History.Customers[g.Customer], ClassFigures.Names[(int)s.Classes.Of[g.Customer]], l.NameOf(s.Book.Catalog[g.Product]), l.Percent(g.Estimate.Propensity), l.Amount(g.Estimate.ExpectedMargin),
                }));
        }

        if (s.Options.Lists.HasFlag(CustomerLists.WinBack))
        {
            w.Heading("Whom to see to", "Um wen sich kümmern");
            w.Table(
                [l.Word("Customer", "Kunde"), l.Word("Group", "Gruppe"), l.Word("Reason", "Grund"), l.Word("#Attempts", "#Versuche"), l.Word("#Worth", "#Wert")],
                s.WinBack.List.Take(most).Select(e => new[] { e.Customer.Value, ActivitySection.GroupName(l, e.Group), ActivitySection.ReasonName(l, e.Reason), l.Whole(e.Attempts), l.Amount(e.Value) }));
        }

        if (s.Options.Lists.HasFlag(CustomerLists.Steps) && s.Steps.Count > 0)
        {
            w.Heading("Next steps on ladders", "Nächste Schritte auf Leitern");
            w.Table(
                [l.Word("Customer", "Kunde"), l.Word("From", "Von"), l.Word("To", "Zu"), l.Word("Possible from", "Möglich ab"), ReportUnits.ExpectedColumn(l, s)],
                s.Steps.Take(most).Select(t => new[] { t.Customer.Value, LadderSection.ProductName(l, s, t.From), LadderSection.ProductName(l, s, t.To), l.Date(t.PossibleFrom.UtcDateTime), l.Amount(t.ExpectedMargin ?? double.NaN) }));
        }

        if (s.Options.Lists.HasFlag(CustomerLists.Customers))
        {
            w.Heading("Potential customers by what is open", "Potenzialkunden nach dem, was offen ist");
            w.Table(
                [l.Word("Customer", "Kunde"), l.Word("Class", "Klasse"), ReportUnits.SpendColumn(l, s), l.Word("#Open potential", "#Offenes Potenzial"), l.Word("#Coverage", "#Ausschöpfung")],
                Enumerable.Range(0, s.Book.Customers).Where(c => ValueClassRule.IsPotential(s.Classes.Of[c])).OrderByDescending(c => s.Classes.Potentials[c] - s.Spend.Totals[c]).ThenBy(c => c).Take(most).Select(c => new[]
                {
                    s.Book.History.Customers[c], ClassFigures.Names[(int)s.Classes.Of[c]], l.Amount(s.Spend.Totals[c]), l.Amount(s.Classes.Potentials[c] - s.Spend.Totals[c]), l.Percent(s.Space.CoverageOf(c)),
                }));
        }

        w.End();
    }
}
