using CrossSell.Mining;

namespace CrossSell.ML.Report;

/// <summary>Which product suits the owners of which, as a matrix.</summary>
internal static class PairSection
{
    private const int Most = 14;
    private const int MostAlways = 5;

    /// <summary>The products of the matrix, those with the most owners, by place in <see cref="SuitabilityMatrix.ProductIds"/>.</summary>
    public static int[] Shown(Study s) =>
    [
        .. Enumerable.Range(0, s.Pairs.ProductIds.Count).Where(p => s.Book.CatalogOf[s.Book.History.Products.IndexOf(s.Pairs.ProductIds[p])] >= 0)
            .OrderByDescending(p => s.Book.Buyers[s.Book.History.Products.IndexOf(s.Pairs.ProductIds[p])]).ThenBy(p => p).Take(Most),
    ];

    /// <summary>All pairs with a finding, the most suitable first for each owned product.</summary>
    public static IEnumerable<PairSuitability> Findings(Study s)
    {
        for (int owned = 0; owned < s.Pairs.ProductIds.Count; owned++)
        {
            foreach (int offered in s.Pairs.FindingsFor(owned).ToArray())
            {
                yield return s.Pairs.Get(owned, offered);
            }
        }
    }

    /// <summary>The products to be offered along always, those that most customers have together first.</summary>
    public static PairSuitability[] Always(Study s) =>
        [.. Findings(s).Where(p => p.Grade == SuitabilityGrade.Always && IsSold(s, p.Offered)).OrderByDescending(p => p.Counts!.Value.N11).ThenBy(p => p.Owned, StringComparer.Ordinal).Take(MostAlways)];

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        int[] shown = Shown(s);
        PairSuitability[] always = Always(s);
        w.Begin(
            "pairs",
            l.Word("What suits whom", "Was zu wem passt"),
            always.Length == 0
                ? l.Word("Use the green cells as the second sentence of a sale; leave the red ones alone.", "Die grünen Felder als zweiten Satz eines Verkaufs nutzen; die roten lassen.")
                : l.Say(
                    $"Always mention {Name(l, s, always[0].Offered)} to owners of {Name(l, s, always[0].Owned)}, and use the other dark green cells in the same way; leave the red ones alone.",
                    $"Inhabern von {Name(l, s, always[0].Owned)} immer {Name(l, s, always[0].Offered)} nennen und die übrigen dunkelgrünen Felder ebenso nutzen; die roten lassen."));
        if (shown.Length < 2)
        {
            w.Say($"There is only one product, so there is no pair.", $"Es gibt nur ein Produkt, also kein Paar.");
        }
        else
        {
            WriteMatrix(w, s, shown);
            foreach (PairSuitability pair in always)
            {
                w.Paragraph($"{Name(l, s, pair.Owned)} → {Name(l, s, pair.Offered)}. {pair.Describe(l.Culture, NameOf(s, pair.Owned), NameOf(s, pair.Offered))}", "note");
            }
        }

        w.End();
    }

    private static void WriteMatrix(ReportWriter w, Study s, int[] shown)
    {
        ReportLanguage l = w.L;
        w.Legend(Enum.GetValues<SuitabilityGrade>().Reverse().Select(g => ($"g{(int)g}", $"{Sign(g)} {GradeName(l, g)}")));
        w.Html.Raw("<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th class=\"side\" scope=\"col\">").Text(l.Word("owned ↓  offered →", "vorhanden ↓  anzubieten →")).Raw("</th>");
        foreach (int offered in shown)
        {
            w.Html.Raw("<th scope=\"col\" class=\"up\"><span>").Text(ShortText.Of(Name(l, s, s.Pairs.ProductIds[offered]), 27)).Raw("</span></th>");
        }

        w.Html.Raw("</tr></thead><tbody>\n");
        foreach (int owned in shown)
        {
            w.Html.Raw("<tr><th scope=\"row\" class=\"side\">").Text(ShortText.Of(Name(l, s, s.Pairs.ProductIds[owned]), 40)).Raw("</th>");
            foreach (int offered in shown)
            {
                SuitabilityGrade grade = owned == offered ? SuitabilityGrade.Unknown : s.Pairs[owned, offered];
                w.Html.Raw(owned == offered ? "<td class=\"own\">" : $"<td class=\"g{(int)grade}\">").Text(owned == offered ? "" : Sign(grade)).Raw("</td>");
            }

            w.Html.Raw("</tr>\n");
        }

        w.Html.Raw("</tbody></table></div>\n");
        if (s.Pairs.ProductIds.Count > shown.Length)
        {
            w.Note($"Shown are the {shown.Length} products with the most owners, of {s.Pairs.ProductIds.Count:N0}.", $"Gezeigt sind die {shown.Length} Produkte mit den meisten Inhabern, von {s.Pairs.ProductIds.Count:N0}.");
        }
    }

    private static string Sign(SuitabilityGrade grade) => grade switch
    {
        SuitabilityGrade.Always => "++",
        SuitabilityGrade.Good => "+",
        SuitabilityGrade.Possible => "o",
        SuitabilityGrade.Unrelated => "·",
        SuitabilityGrade.Unsuitable => "\u2212",
        _ => "?",
    };

    private static string GradeName(ReportLanguage l, SuitabilityGrade grade) => grade switch
    {
        SuitabilityGrade.Always => l.Word("always offer along", "immer mit anbieten"),
        SuitabilityGrade.Good => l.Word("suits well", "passt gut"),
        SuitabilityGrade.Possible => l.Word("possible", "möglich"),
        SuitabilityGrade.Unrelated => l.Word("unrelated", "ohne Bezug"),
        SuitabilityGrade.Unsuitable => l.Word("unsuitable", "ungeeignet"),
        _ => l.Word("too little seen", "zu wenig gesehen"),
    };

    public static string Name(ReportLanguage l, Study s, string id) => LadderSection.ProductName(l, s, new ProductId(id));

    private static bool IsSold(Study s, string id) => s.Book.Catalog.TryGet(new ProductId(id), out _);

    private static LocalizedText NameOf(Study s, string id) => s.Book.Catalog.TryGet(new ProductId(id), out Product? product) ? product.Name : new LocalizedText(id);
}
