using CrossSell.Html;

namespace CrossSell.ML.Report;

/// <summary>Writes the parts of a page in one language: sections, sentences, figures, tables, charts. All text is escaped.</summary>
internal sealed class ReportWriter(ReportLanguage language)
{
    // Tables of no more rows stay on one page.
    private const int MostKept = 14;
    private const int LongestWord = 34;

    // Tables of so many columns are narrow.
    private const int ManyColumns = 7;
    private const int LongestOfMany = 20;

    public ReportLanguage L { get; } = language;

    public HtmlBuilder Html { get; } = new();

    /// <summary>Begins a section: its name for links and tests, its title, and what to do with it.</summary>
    public void Begin(string key, string title, string toDo)
    {
        Html.Raw($"<section id=\"{key}\">\n<h2>").Text(title).Raw("</h2>\n<p class=\"do\"><b>").Text(L.Word("What to do:", "Was zu tun ist:")).Raw("</b> ").Text(toDo).Raw("</p>\n");
    }

    public void End() => Html.Raw("</section>\n");

    public void Say(FormattableString english, FormattableString german) => Paragraph(L.Say(english, german), "");

    public void Note(FormattableString english, FormattableString german) => Paragraph(L.Say(english, german), "note");

    public void Heading(string english, string german) => Html.Raw("<h3>").Text(L.Word(english, german)).Raw("</h3>\n");

    public void Facts(params ReadOnlySpan<(string Value, string Label)> facts)
    {
        Html.Raw("<ul class=\"facts\">");
        foreach ((string value, string label) in facts)
        {
            Html.Raw("<li><b>").Text(value).Raw("</b><span>").Text(label).Raw("</span></li>");
        }

        Html.Raw("</ul>\n");
    }

    /// <summary>What to do in the order of importance, each with the section that says more.</summary>
    public void Steps(IEnumerable<(string Section, string Lead, string Text)> steps)
    {
        Html.Raw("<ul class=\"steps\">\n");
        foreach ((string section, string lead, string text) in steps)
        {
            Html.Raw($"<li><a href=\"#{section}\">").Text(lead).Raw("</a> <span>").Text(text).Raw("</span></li>\n");
        }

        Html.Raw("</ul>\n");
    }

    /// <summary>What the chart below shows.</summary>
    public void Caption(string text) => Html.Raw("<p class=\"caption\">").Text(text).Raw("</p>\n");

    /// <summary>A table; columns whose title begins with <c>#</c> are figures and stand on the right. Cells may have a style class by row and column.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, bool hasTotal = false, Func<int, int, string>? shade = null)
    {
        IReadOnlyList<string>[] all = [.. rows];
        string tableStyle = $"{(hasTotal ? "total " : "")}{(all.Length <= MostKept ? "keep" : "")}".TrimEnd();
        Html.Raw($"<div class=\"scroll\"><table class=\"{tableStyle}\"><thead><tr>");
        foreach (string column in columns)
        {
            Html.Raw($"<th scope=\"col\" class=\"{(IsFigure(column) ? "n" : "")}{(HasLongWord(column, columns.Count) ? " long" : "")}\">").Text(column.TrimStart('#')).Raw("</th>");
        }

        Html.Raw("</tr></thead><tbody>\n");
        for (int r = 0; r < all.Length; r++)
        {
            Html.Raw("<tr>");
            for (int i = 0; i < columns.Count; i++)
            {
                string style = $"{(IsFigure(columns[i]) ? "n" : HasLongWord(all[r][i], columns.Count) ? "long" : "")} {shade?.Invoke(r, i)}".Trim();
                Html.Raw(style.Length == 0 ? "<td>" : $"<td class=\"{style}\">").Text(all[r][i]).Raw("</td>");
            }

            Html.Raw("</tr>\n");
        }

        Html.Raw("</tbody></table></div>\n");
    }

    /// <summary>A legend: style classes and what they stand for.</summary>
    public void Legend(IEnumerable<(string Class, string Text)> entries)
    {
        Html.Raw("<p class=\"legend\">");
        foreach ((string style, string text) in entries)
        {
            Html.Raw($"<span><i class=\"{style}\"></i>").Text(text).Raw("</span> ");
        }

        Html.Raw("</p>\n");
    }

    public void Paragraph(string text, string style)
    {
        Html.Raw(style.Length == 0 ? "<p>" : $"<p class=\"{style}\">").Text(text).Raw("</p>\n");
    }

    // A word that would push a table over the edge of a page may be broken anywhere; others are not.
    private static bool HasLongWord(string text, int columns) => text.Split(' ', '-').Any(word => word.Length > (columns >= ManyColumns ? LongestOfMany : LongestWord));

    private static bool IsFigure(string column) => column.StartsWith('#');
}
