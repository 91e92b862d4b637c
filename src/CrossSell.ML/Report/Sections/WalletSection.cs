namespace CrossSell.ML.Report;

/// <summary>Share of wallet by category.</summary>
internal static class WalletSection
{
    /// <summary>For each category what customers spend, what they could (each at most as much as the potential counts), and over how many that is.</summary>
    public static IReadOnlyList<(int Category, double Spend, double Counted, double Potential, int Buyers)> Rows(Study s)
    {
        (int Category, double Spend, double Counted, double Potential, int Buyers)[] rows = [.. Enumerable.Range(0, s.Book.Categories.Count).Select(k => (k, 0.0, 0.0, 0.0, 0))];
        for (int c = 0; c < s.Book.Customers; c++)
        {
            for (int k = 0; k < rows.Length; k++)
            {
                double potential = s.PotentialOf(c, k);
                double spent = s.Spend.Of(c, k);
                if (s.Space[c, k] != CategoryState.NotRelevant)
                {
                    rows[k] = (k, rows[k].Spend + spent, rows[k].Counted + Math.Min(spent, potential), rows[k].Potential + potential, rows[k].Buyers + (spent > 0 ? 1 : 0));
                }
            }
        }

        return rows;
    }

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        (int Category, double Spend, double Counted, double Potential, int Buyers)[] rows = [.. Rows(s).Where(r => r.Potential > 0).OrderByDescending(r => r.Potential - r.Counted).ThenBy(r => r.Category)];
        w.Begin(
            "wallet",
            l.Word("Share of wallet", "Anteil am Geldbeutel"),
            rows.Length == 0
                ? l.Word("Nobody spends anything in these categories in a year; ask the customers what they spend elsewhere.", "In diesen Kategorien gibt im Jahr niemand etwas aus; die Kunden fragen, was sie anderswo ausgeben.")
                : l.Say(
                    $"Ask in {s.Book.NameOfCategory(rows[0].Category, l)} first who serves the customer today: the most is open there.",
                    $"In {s.Book.NameOfCategory(rows[0].Category, l)} zuerst fragen, wer den Kunden heute bedient: Dort ist am meisten offen."));
        if (rows.Length > 0)
        {
            double all = rows.Sum(r => r.Potential);
            w.Say(
                $"With us customers spend {l.Percent(rows.Sum(r => r.Counted) / all)} of what the better ones among them spend.",
                $"Bei uns geben die Kunden {l.Percent(rows.Sum(r => r.Counted) / all)} dessen aus, was die besseren unter ihnen ausgeben.");
            bool isOne = s.Wallet.Segments.Count == 1;
            w.Table(
                [
                    l.Word("Category", "Kategorie"), l.Word("#Customers who spend", "#Kunden mit Umsatz"), ReportUnits.SpendColumn(l, s),
                    isOne ? l.Word("#Potential of a customer", "#Potenzial je Kunde") : l.Word("#Potential of a customer, by segment", "#Potenzial je Kunde, nach Segment"),
                    .. isOne ? [l.Word("#Interval", "#Intervall")] : Array.Empty<string>(), l.Word("#Open in all", "#Offen insgesamt"), l.Word("#Share of wallet", "#Anteil"),
                ],
                rows.Select(r => (string[])
                [
                    s.Book.NameOfCategory(r.Category, l), l.Whole(r.Buyers), l.Amount(r.Spend), Potential(l, s, r.Category), .. isOne ? [Interval(l, s, r.Category)] : Array.Empty<string>(),
                    l.Amount(r.Potential - r.Counted), l.Percent(r.Counted / r.Potential),
                ]));
            w.Note(
                $"The potential is what three quarters of those who spend in the category at all stay below; small segments are drawn towards all customers, and the interval is that of 95 in 100. It knows only what is spent with us: where even the better customers buy elsewhere too, it is too low.",
                $"Das Potenzial ist, worunter drei Viertel derer bleiben, die in der Kategorie überhaupt etwas ausgeben; kleine Segmente sind zu allen Kunden hingezogen, und das Intervall gilt in 95 von 100 Fällen. Es kennt nur den Umsatz bei uns: Wo auch die besseren Kunden anderswo kaufen, ist es zu niedrig.");
        }

        WriteGiven(w, s);
        w.End();
    }

    private static void WriteGiven(ReportWriter w, Study s)
    {
        int[] known = [.. Enumerable.Range(0, s.Book.Customers).Where(c => s.GivenPotentialOf(c) is not null)];
        if (known.Length == 0)
        {
            return;
        }

        (double spent, double could) = (known.Sum(c => Math.Max(0, s.Spend.Totals[c])), known.Sum(c => Math.Max(s.GivenPotentialOf(c)!.Value, Math.Max(0, s.Spend.Totals[c]))));
        w.Say(
            $"Of {known.Length:N0} customers it is known what they could spend in a year: {ReportUnits.Spent(w.L, s, could)}, of which {w.L.Percent(could > 0 ? spent / could : double.NaN)} with us. Their classes go by that, those of the others by the estimate.",
            $"Von {known.Length:N0} Kunden ist bekannt, was sie im Jahr ausgeben könnten: {ReportUnits.Spent(w.L, s, could)}, davon {w.L.Percent(could > 0 ? spent / could : double.NaN)} bei uns. Ihre Klassen richten sich danach, die der anderen nach der Schätzung.");
    }

    private static string Potential(ReportLanguage l, Study s, int category) => Range(l, s, category, e => e.Potential);

    private static string Interval(ReportLanguage l, Study s, int category)
    {
        PotentialEstimate only = s.Wallet.PotentialOf(0, category);
        return double.IsNaN(only.Lower) || double.IsNaN(only.Upper) ? l.Word("too few", "zu wenige") : l.Say($"{l.Amount(only.Lower)} to {l.Amount(only.Upper)}", $"{l.Amount(only.Lower)} bis {l.Amount(only.Upper)}");
    }

    private static string Range(ReportLanguage l, Study s, int category, Func<PotentialEstimate, double> figure)
    {
        double[] values = [.. Enumerable.Range(0, s.Wallet.Segments.Count).Select(g => figure(s.Wallet.PotentialOf(g, category)))];
        return l.Amount(values.Min()) == l.Amount(values.Max()) ? l.Amount(values[0]) : l.Say($"{l.Amount(values.Min())} to {l.Amount(values.Max())}", $"{l.Amount(values.Min())} bis {l.Amount(values.Max())}");
    }
}
