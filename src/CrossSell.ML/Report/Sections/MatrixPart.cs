namespace CrossSell.ML.Report;

/// <summary>Which group has how much of each category: the matrix of segments, or of the classes where no segments were given.</summary>
internal static class MatrixPart
{
    // More columns than this no sheet of A4 holds.
    private const int MostGroups = 8;
    private const int MostCategories = 20;
    private const double Half = 0.5;

    public static void Write(ReportWriter w, Study s)
    {
        ReportLanguage l = w.L;
        string kind = s.Segments is { Names.Count: > 0 and <= MostGroups } ? "segment" : "class";
        (string Group, int Category, double Share)[] cells = [.. SpaceSection.Matrix(s).Where(r => r.Kind == kind).Select(r => (r.Group, r.Category, Share(r.Counts)))];
        string[] groups = [.. cells.Select(c => c.Group).Distinct(StringComparer.Ordinal)];
        int[] order = [.. SpaceSection.Categories(s).OrderByDescending(c => c.ExpectedMargin).ThenBy(c => c.Category).Select(c => c.Category).Take(MostCategories)];
        if (groups.Length < 2 || order.Length < 2)
        {
            return;
        }

        w.Heading(kind == "class" ? "What each class has" : "What each segment has", kind == "class" ? "Was jede Klasse hat" : "Was jedes Segment hat");
        Dictionary<(string, int), double> shares = cells.ToDictionary(c => (c.Group, c.Category), c => c.Share);
        w.Table(
            [l.Word("Category", "Kategorie"), .. groups.Select(g => "#" + (kind == "class" ? l.Say($"Class {g}", $"Klasse {g}") : g))],
            order.Select(k => (string[])[s.Book.NameOfCategory(k, l), .. groups.Select(g => l.Percent(shares[(g, k)]))]),
            shade: (row, column) => column == 0 || double.IsNaN(shares[(groups[column - 1], order[row])]) ? "" : Shade(shares[(groups[column - 1], order[row])]));
        w.Note(
            $"The share of those for whom the category is that have it from us; the darker, the more.{(order.Length < s.Book.Categories.Count ? $" Shown are the {order.Length} categories with the most to gain." : "")}",
            $"Der Anteil derer, für die die Kategorie in Frage kommt, die sie von uns haben; je dunkler, desto mehr.{(order.Length < s.Book.Categories.Count ? $" Gezeigt sind die {order.Length} Kategorien, in denen am meisten zu holen ist." : "")}");
    }

    private static double Share(int[] counts)
    {
        int relevant = counts.Sum() - counts[(int)CategoryState.NotRelevant];
        return relevant == 0 ? double.NaN : counts[(int)CategoryState.Owned] / (double)relevant;
    }

    private static string Shade(double share) => share >= Half + (Half / 2) ? "h4" : share >= Half ? "h3" : share >= Half / 2 ? "h2" : "h1";
}
