namespace CrossSell.ML.Report;

/// <summary>What customers are worth.</summary>
internal static class ValueSection
{
    private const int Parts = 10;
    private const double AllAlive = 0.99;

    /// <summary>Tenths of the customers by expected value, each with a typical customer: the one in its middle.</summary>
    public static IEnumerable<(int Part, int Customers, double Expected, CustomerValue Typical, double Buys)> Rows(Study s)
    {
        int[] order = s.Value.ByValue;
        for (int part = 0; part < Parts && s.Value.IsKnown; part++)
        {
            int from = (int)((long)order.Length * part / Parts);
            int to = (int)((long)order.Length * (part + 1) / Parts);
            if (to > from)
            {
                yield return (part + 1, to - from, order[from..to].Sum(c => s.Value.Expected[c]), s.Value.Of(order[(from + to) / 2])!, s.Value.BuysAgain(order[(from + to) / 2]));
            }
        }
    }

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        (int Part, int Customers, double Expected, CustomerValue Typical, double Buys)[] rows = [.. Rows(s)];
        double all = rows.Sum(r => r.Expected);
        w.Begin(
            "value",
            l.Word("What customers are worth", "Was Kunden wert sind"),
            rows.Length == 0
                ? l.Word("Use a year's spend until customers have bought often enough to tell what they will be worth.", "Bis Kunden oft genug gekauft haben, um ihren künftigen Wert zu schätzen, den Umsatz eines Jahres nehmen.")
                : l.Say(
                    $"Give the first tenth a name and a face: {rows[0].Customers:N0} customers carry {l.Percent(all > 0 ? rows[0].Expected / all : double.NaN)} of what is expected.",
                    $"Dem ersten Zehntel Name und Gesicht geben: {rows[0].Customers:N0} Kunden tragen {l.Percent(all > 0 ? rows[0].Expected / all : double.NaN)} des Erwarteten."));
        if (rows.Length == 0)
        {
            w.Say($"Too few customers bought again, or for different amounts, for a model of buying and spending.", $"Zu wenige Kunden kauften wieder, oder für verschiedene Beträge, für ein Modell von Häufigkeit und Betrag.");
            w.Note($"In detail: {s.Value.WhyNot}", $"Im Einzelnen (englisch): {s.Value.WhyNot}");
        }
        else
        {
            string value = ReportUnits.Value(l, s);
            if (s.Contracts.Running > 0)
            {
                w.Say(
                    $"This is about what is bought beside contracts: the {s.Contracts.Running:N0} contracts that run, {ReportUnits.Spent(l, s, s.Contracts.Spend)} in a year, are not in it.",
                    $"Hier geht es um das, was neben Verträgen gekauft wird: Die {s.Contracts.Running:N0} laufenden Verträge, {ReportUnits.Spent(l, s, s.Contracts.Spend)} im Jahr, sind nicht darin.");
            }

            w.Say(
                $"{ReportUnits.Capital(value)} of the next {s.Value.Days:N0} days: {ReportUnits.Spent(l, s, all)} from {rows.Sum(r => r.Customers):N0} customers, {ReportUnits.Spent(l, s, all / rows.Sum(r => r.Customers))} each.",
                $"{ReportUnits.Capital(value)} der nächsten {s.Value.Days:N0} Tage: {ReportUnits.Spent(l, s, all)} von {rows.Sum(r => r.Customers):N0} Kunden, {ReportUnits.Spent(l, s, all / rows.Sum(r => r.Customers))} je Kunde.");
            BarsSvg.Write(
                w.Html,
                l.Word("Expected value by tenths of the customers", "Erwarteter Wert nach Zehnteln der Kunden"),
                [.. rows.Select(r => (l.Say($"{r.Part}. tenth", $"{r.Part}. Zehntel"), (IReadOnlyList<(double, string)>)[(r.Expected, "c1")], $"{l.Amount(r.Expected)} ({l.Percent(all > 0 ? r.Expected / all : double.NaN)})"))],
                Math.Max(rows.Max(r => r.Expected), 1e-9));
            w.Table(
                [
                    l.Word("Tenth", "Zehntel"), l.Word("#Customers", "#Kunden"), ReportUnits.ValueColumn(l, s), l.Word("#A typical customer", "#Ein typischer Kunde"), l.Word("#Interval", "#Intervall"),
                    l.Word("#Purchases expected", "#Erwartete Käufe"), l.Word("#Still there", "#Noch da"), l.Word("#Buys again", "#Kauft wieder"),
                ],
                rows.Select(r => new[]
                {
                    l.Say($"{r.Part}.", $"{r.Part}."), l.Whole(r.Customers), l.Amount(r.Expected), l.Amount(r.Typical.ExpectedMargin),
                    l.Say($"{l.Amount(r.Typical.Lower)} to {l.Amount(r.Typical.Upper)}", $"{l.Amount(r.Typical.Lower)} bis {l.Amount(r.Typical.Upper)}"), l.Amount(r.Typical.ExpectedPurchases), l.Percent(r.Typical.ProbabilityAlive), l.Percent(r.Buys),
                }));
            string model = s.Value.Model.Buying.Leaving == LeavingRule.AfterAnyPurchase ? "MBG/NBD" : "BG/NBD";
            if (rows.All(r => r.Typical.ProbabilityAlive > AllAlive))
            {
                w.Note(
                    $"Nothing in these purchases says that customers leave for good; they differ in how seldom they buy, and the chance to buy again tells them apart.",
                    $"Nichts in diesen Käufen sagt, dass Kunden für immer gehen; sie unterscheiden sich darin, wie selten sie kaufen, und das zeigt die Chance, dass sie wieder kaufen.");
            }

            w.Note(
                $"Fitted to how often each buys and for how much ({model} and gamma-gamma). Still there is who has not left for good, buys again who does so at least once within these days. The interval holds what a single customer brings in 95 of 100 cases; it is wide, because single customers are.",
                $"Angepasst an Häufigkeit und Betrag der Käufe ({model} und Gamma-Gamma). Noch da ist, wer nicht für immer gegangen ist; wieder kauft, wer es in diesen Tagen mindestens einmal tut. Das Intervall enthält in 95 von 100 Fällen, was ein einzelner Kunde bringt; es ist weit, weil Einzelne es sind.");
        }

        w.End();
    }
}
