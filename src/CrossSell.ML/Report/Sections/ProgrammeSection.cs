namespace CrossSell.ML.Report;

/// <summary>Programme gaps: which products sellers leave aside.</summary>
internal static class ProgrammeSection
{
    private const int Most = 15;
    private const int MostCells = 10;

    public static void Write(ReportWriter w, Study s)
    {
        (ReportLanguage l, ProgrammeGaps gaps) = (w.L, s.Programme);
        ProductGap[] open = [.. gaps.Products.Where(p => p.Missing > 0.5).Take(Most)];
        w.Begin(
            "programme",
            l.Word("Programme gaps", "Lücken im Programm"),
            open.Length == 0
                ? l.Word("Record with every sale who made it; then the report says which products which part of the sellers leaves aside.", "Zu jedem Verkauf erfassen, wer ihn gemacht hat; dann sagt der Bericht, welche Produkte ein Teil der Verkäufer liegen lässt.")
                : l.Say(
                    $"Train what is left aside most, {Name(l, s, open[0])}: let those who sell it show the others how.",
                    $"Üben, was am meisten liegen bleibt, {Name(l, s, open[0])}: Wer es verkauft, zeigt den anderen, wie."));
        ProgrammeBreadth house = gaps.Breadth[^1];
        w.Say(
            $"Customers hold {house.Products:N0} of {gaps.Catalog.Count:N0} products; the three most frequent ones make up {l.Percent(house.TopShare)} of all holdings.",
            $"Die Kunden halten {house.Products:N0} von {gaps.Catalog.Count:N0} Produkten; die drei häufigsten machen {l.Percent(house.TopShare)} aller Bestände aus.");
        WriteSellers(w, s);
        if (open.Length > 0)
        {
            w.Table(
                [
                    l.Word("Product", "Produkt"), l.Word("#Have it", "#Haben es"), l.Word("#Share", "#Anteil"), l.Word("#Missing", "#Es fehlen"), l.Word("#Interval", "#Intervall"),
                    l.Word("#At stake", "#Entgangen"), l.Word("Compared with", "Vergleich"),
                ],
                open.Select(p => new[]
                {
                    Name(l, s, p), l.Whole(p.Whole.Owners), l.Percent(p.Whole.Penetration), l.Whole(p.Missing),
                    l.Say($"{l.Whole(p.MissingLower)} to {l.Whole(p.MissingUpper)}", $"{l.Whole(p.MissingLower)} bis {l.Whole(p.MissingUpper)}"), l.Amount(p.Stake), Basis(l, p.Basis),
                }));
            w.Note(
                $"Missing are the owners by which some fall behind what the customers of the others lead to expect; who is ahead is left aside, and the few of small groups are drawn towards what is expected. It says what would be there, not what a campaign would bring.",
                $"Es fehlen die Inhaber, um die manche hinter dem zurückbleiben, was die Kunden der anderen erwarten lassen; wer vorn liegt, bleibt außer Betracht, und kleine Gruppen sind zum Erwarteten hingezogen. Das sagt, was da wäre, nicht, was eine Kampagne brächte.");
        }

        WriteCells(w, s, gaps.Segments, "Segments that fall behind most", "Segmente, die am weitesten zurückliegen", l.Word("Segment", "Segment"));
        WriteCells(w, s, s.Options.NameSellers ? [.. gaps.Sellers.Where(c => c.Group != ProgrammeFigures.Nobody)] : [], "Sellers who fall behind most", "Verkäufer, die am weitesten zurückliegen", l.Word("Seller", "Verkäufer"));
        Product[] never = [.. gaps.NeverOffered.Take(Most)];
        if (never.Length > 0)
        {
            w.Say($"Never offered to anybody: {string.Join(", ", never.Select(l.NameOf))}.", $"Noch nie jemandem angeboten: {string.Join(", ", never.Select(l.NameOf))}.");
        }

        w.End();
    }

    private static void WriteCells(ReportWriter w, Study s, IReadOnlyList<ProgrammeCell> cells, string english, string german, string column)
    {
        ReportLanguage l = w.L;
        ProgrammeCell[] behind = [.. cells.Where(c => c.GapLower > 0).OrderByDescending(c => double.IsNaN(c.Stake) ? 0 : c.Stake).ThenByDescending(c => c.Gap).Take(MostCells)];
        if (behind.Length == 0)
        {
            return;
        }

        w.Heading(english, german);
        w.Table(
            [column, l.Word("Product", "Produkt"), l.Word("#Have it", "#Haben es"), l.Word("#Expected", "#Erwartet"), l.Word("#Missing", "#Es fehlen"), l.Word("#Interval", "#Intervall"), l.Word("#At stake", "#Entgangen")],
            behind.Select(c => new[]
            {
                c.Group, l.NameOf(s.Programme.Catalog[c.Product]), l.Whole(c.Owners), l.Whole(c.Expected), l.Whole(c.Gap), l.Say($"{l.Whole(c.GapLower)} to {l.Whole(c.GapUpper)}", $"{l.Whole(c.GapLower)} bis {l.Whole(c.GapUpper)}"), l.Amount(c.Stake),
            }));
    }

    private static void WriteSellers(ReportWriter w, Study s)
    {
        (ReportLanguage l, ProgrammeGaps gaps) = (w.L, s.Programme);
        ProgrammeBreadth[] sellers = [.. gaps.Breadth.Take(gaps.Breadth.Count - 1).Where(b => !double.IsNaN(b.EffectiveProducts) && b.Group != ProgrammeFigures.Nobody)];
        if (sellers.Length == 0)
        {
            w.Note($"The purchases name no sellers.", $"Die Käufe nennen keine Verkäufer.");
            return;
        }

        double[] breadth = [.. sellers.Select(b => b.EffectiveProducts).Order()];
        w.Say(
            $"{sellers.Length:N0} sellers: what their customers hold counts like {breadth[0]:N1} equally frequent products at the narrowest, {breadth[breadth.Length / 2]:N1} in the middle and {breadth[^1]:N1} at the widest.",
            $"{sellers.Length:N0} Verkäufer: Was ihre Kunden halten, zählt beim schmalsten wie {breadth[0]:N1} gleich häufige Produkte, in der Mitte wie {breadth[breadth.Length / 2]:N1} und beim breitesten wie {breadth[^1]:N1}.");
        if (s.Options.NameSellers)
        {
            w.Table(
                [l.Word("Seller", "Verkäufer"), l.Word("#Customers", "#Kunden"), l.Word("#Products", "#Produkte"), l.Word("#Breadth", "#Breite"), l.Word("#Share of the first three", "#Anteil der ersten drei")],
                sellers.OrderBy(b => b.EffectiveProducts).ThenBy(b => b.Group, StringComparer.Ordinal).Select(b => new[] { b.Group, l.Whole(b.Customers), l.Whole(b.Products), b.EffectiveProducts.ToString("N1", l), l.Percent(b.TopShare) }));
        }
    }

    private static string Name(ReportLanguage l, Study s, ProductGap gap) => l.NameOf(s.Programme.Catalog[gap.Product]);

    private static string Basis(ReportLanguage l, GapBasis basis) => basis switch
    {
        GapBasis.Sellers => l.Word("other sellers", "andere Verkäufer"),
        GapBasis.Segments => l.Word("other segments", "andere Segmente"),
        GapBasis.Model => l.Word("model", "Modell"),
        _ => "–",
    };
}
