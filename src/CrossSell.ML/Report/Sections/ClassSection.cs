namespace CrossSell.ML.Report;

/// <summary>The classes A, B, C and O, and who may be worth the effort.</summary>
internal static class ClassSection
{
    public static IEnumerable<ClassRow> Rows(Study s) => Enum.GetValues<ValueClass>().Select(value => ClassRow.Of(s, value));

    /// <summary>Of the classes of potential customers the one that promises the most a customer.</summary>
    public static ClassRow Worth(IReadOnlyList<ClassRow> rows) =>
        rows.Where(r => ValueClassRule.IsPotential(r.Class) && r.Customers > 0).OrderByDescending(r => r.ExpectedMargin / r.Customers).FirstOrDefault(rows[1]);

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        ClassRow[] rows = [.. Rows(s)];
        ClassRow worth = Worth(rows);
        w.Begin(
            "classes",
            l.Word("Customer classes", "Kundenklassen"),
            l.Say(
                $"Give the next hours of selling to B and O, first to {worth.Class}; keep A by service, and do not run after C.",
                $"Die nächsten Verkaufsstunden B und O geben, zuerst {worth.Class}; A durch Betreuung halten und C nicht hinterherlaufen."));
        w.Table(
            [
                l.Word("Class", "Klasse"), l.Word("#Customers", "#Kunden"), ReportUnits.SpendColumn(l, s), l.Word("#Share", "#Anteil"), l.Word("#Each", "#Je Kunde"), l.Word("#Open potential", "#Offenes Potenzial"),
                l.Word("#Gaps", "#Lücken"), ReportUnits.ExpectedColumn(l, s), l.Word("#Each", "#Je Kunde"),
            ],
            rows.Select(r => new[]
            {
                Name(l, r.Class), l.Whole(r.Customers), l.Amount(r.Spend), l.Percent(s.Spend.Sum > 0 ? r.Spend / s.Spend.Sum : double.NaN), l.Amount(Each(r.Spend, r)), l.Amount(r.OpenPotential),
                l.Whole(r.Gaps), l.Amount(r.ExpectedMargin), l.Amount(Each(r.ExpectedMargin, r)),
            }));
        double most = Math.Max(rows.Max(r => r.Customers) / (double)s.Book.Customers, Math.Max(rows.Max(r => Share(r.Spend, s.Spend.Sum)), rows.Max(r => Share(r.ExpectedMargin, s.Effort.ExpectedMargin))));
        w.Legend([("c5", l.Word("share of customers", "Anteil der Kunden")), ("c1", l.Say($"share of {ReportUnits.Spend(l, s)}", $"Anteil: {ReportUnits.Spend(l, s)}")), ("c3", l.Say($"share of {ReportUnits.Expected(l, s)}", $"Anteil: {ReportUnits.Expected(l, s)}"))]);
        BarsSvg.Write(w.Html, l.Word("Shares of the classes", "Anteile der Klassen"), [.. rows.SelectMany(r => Bars(l, s, r))], most, right: 70, step: 17);
        w.Note(
            $"A: {ReportUnits.Spent(l, s, s.Classes.Rule.HighYield)} or more in a year. B: {l.Amount(s.Classes.Rule.GoodYield)} or more. Of the others O has an open potential of {l.Amount(s.Classes.Rule.OpenPotential)} or more, C less. Open potential is what the gaps would bring, each by its probability.{(s.Options.ClassRule is null ? " The limits come from the customers themselves: a fifth A, three tenths B, half of the rest O." : "")}",
            $"A: {ReportUnits.Spent(l, s, s.Classes.Rule.HighYield)} oder mehr im Jahr. B: {l.Amount(s.Classes.Rule.GoodYield)} oder mehr. Von den übrigen hat O ein offenes Potenzial von {l.Amount(s.Classes.Rule.OpenPotential)} oder mehr, C weniger. Offenes Potenzial ist, was die Lücken brächten, jede nach ihrer Wahrscheinlichkeit.{(s.Options.ClassRule is null ? " Die Grenzen stammen von den Kunden selbst: ein Fünftel A, drei Zehntel B, vom Rest die Hälfte O." : "")}");
        if (s.Classes.Demoted > 0)
        {
            w.Note(
                $"{s.Classes.Demoted:N0} customers stand in a lower class because they declined several times; they are to be left in peace until that has passed.",
                $"{s.Classes.Demoted:N0} Kunden stehen in einer niedrigeren Klasse, weil sie mehrmals ablehnten; sie sind in Ruhe zu lassen, bis das vorbei ist.");
        }

        MoveSection.Write(w, s);
        w.End();
    }

    public static string Name(ReportLanguage l, ValueClass value) => value switch
    {
        ValueClass.A => l.Word("A, high yield", "A, hoher Ertrag"),
        ValueClass.B => l.Word("B, good yield", "B, guter Ertrag"),
        ValueClass.O => l.Word("O, room to grow", "O, ausbaufähig"),
        _ => l.Word("C, little of both", "C, beides gering"),
    };

    private static double Each(double amount, ClassRow row) => row.Customers == 0 ? double.NaN : amount / row.Customers;

    private static double Share(double part, double all) => all > 0 ? part / all : 0;

    private static IEnumerable<(string, IReadOnlyList<(double, string)>, string)> Bars(ReportLanguage l, Study s, ClassRow row)
    {
        yield return Bar($"{row.Class}", row.Customers / (double)s.Book.Customers, "c5");
        yield return Bar("", Share(row.Spend, s.Spend.Sum), "c1");
        yield return Bar("", Share(row.ExpectedMargin, s.Effort.ExpectedMargin), "c3");

        (string, IReadOnlyList<(double, string)>, string) Bar(string label, double share, string style) => (label, [(share, style)], l.Percent(share));
    }
}
