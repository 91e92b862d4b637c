using System.Globalization;
using CrossSell.Html;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The table of rules with its controls. It is whole without script; the script sorts and filters what is there.</summary>
internal sealed class RuleTableHtml(RulePageContent content, int most)
{
    /// <summary>How many rows a print has, as the style says.</summary>
    private const int Printed = 150;

    private readonly AssociationRule[] _rules = [.. content.Rules.Take(most)];

    public void Write(HtmlBuilder html)
    {
        PageTexts texts = content.Texts;
        html.Raw("<section id=\"rules\"><h2>").Text(texts.Table).Raw("</h2>");
        if (_rules.Length < content.Rules.Count)
        {
            html.Raw("<p class=\"note warn\">").Text(texts.TableNote(texts.Whole(_rules.Length), texts.Whole(content.Rules.Count))).Raw("</p>");
        }

        if (_rules.Length > Printed)
        {
            html.Raw("<p class=\"note printed\">").Text(texts.Printed(texts.Whole(Printed))).Raw("</p>");
        }

        WriteControls(html);
        html.Raw("<div class=\"scroll\"><table><thead><tr>");
        WriteHead(html, texts.Antecedent, "", figure: false);
        WriteHead(html, texts.Consequent, "", figure: false);
        WriteHead(html, texts.Count, texts.CountHelp(content.Unit, content.IsWeighted), figure: true);
        foreach (RuleColumn column in content.Columns)
        {
            WriteHead(html, column.Title, column.Help, figure: true);
        }

        html.Raw("</tr></thead><tbody>\n");
        for (int i = 0; i < _rules.Length; i++)
        {
            WriteRow(html, i);
        }

        html.Raw("</tbody></table></div></section>");
    }

    private static void WriteHead(HtmlBuilder html, string title, string help, bool figure)
    {
        html.Raw(figure ? "<th scope=\"col\" class=\"n\"" : "<th scope=\"col\"");
        if (help.Length > 0)
        {
            html.Raw(" title=\"").Text(help).Raw("\"");
        }

        html.Raw("><span>").Text(title).Raw("</span></th>");
    }

    private void WriteControls(HtmlBuilder html)
    {
        PageTexts texts = content.Texts;
        html.Raw("<form class=\"controls\" data-visible=\"").Text(texts.Visible).Raw("\" data-group=\"").Text(texts.Whole(1000)[1..2]).Raw("\">");
        html.Raw("<input type=\"search\" name=\"search\" placeholder=\"").Text(texts.Search).Raw("\" aria-label=\"").Text(texts.Search).Raw("\">");
        html.Raw("<select name=\"then\" aria-label=\"").Text(texts.Consequent).Raw("\"><option value=\"\">").Text(texts.Any).Raw("</option>");
        IEnumerable<string> consequents = _rules.SelectMany(rule => content.Names(rule.Consequent)).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase);
        foreach (string name in consequents)
        {
            html.Raw("<option value=\"").Text(name).Raw("\">").Text(name).Raw("</option>");
        }

        html.Raw("</select>");
        for (int i = 0; i < content.Columns.Count; i++)
        {
            if (content.Columns[i] is { CanFilter: true } column)
            {
                string label = texts.AtLeast(column.Title) + (column.IsShare ? " (%)" : "");
                html.Raw("<label>").Text(label).Raw(" <input type=\"number\" min=\"0\" step=\"any\" data-column=\"").Number(i + 3)
                    .Raw("\" data-scale=\"").Number(column.IsShare ? 100 : 1).Raw("\"></label>");
            }
        }

        html.Raw("<button type=\"reset\">").Text(texts.Reset).Raw("</button><output></output></form>");
    }

    private void WriteRow(HtmlBuilder html, int i)
    {
        AssociationRule rule = _rules[i];
        html.Raw("<tr>");
        WriteSide(html, rule.Antecedent, "");
        WriteSide(html, rule.Consequent, " class=\"then\"");
        html.Raw("<td class=\"n\" data-v=\"").Text(rule.Counts.N11.ToString(CultureInfo.InvariantCulture)).Raw("\">").Text(content.Texts.Whole(rule.Counts.N11)).Raw("</td>");
        foreach (RuleColumn column in content.Columns)
        {
            double? value = column.ValueOf(i);
            html.Raw("<td class=\"n\" data-v=\"").Text(MeasureText.Format(value).Replace("Inf", "Infinity", StringComparison.Ordinal)).Raw("\"");
            if (column.IsShare && value is { } share)
            {
                html.Raw(" style=\"--v:").Number(Math.Clamp(share, 0, 1) * 100).Raw("%\"><span class=\"bar\">").Text(content.Texts.Percent(share)).Raw("</span></td>");
            }
            else
            {
                html.Raw(">").Text(content.Texts.Number(value)).Raw("</td>");
            }
        }

        html.Raw("</tr>\n");
    }

    private void WriteSide(HtmlBuilder html, IReadOnlyList<string> ids, string attributes)
    {
        html.Raw($"<td{attributes}>");
        if (ids.Count == 0)
        {
            html.Raw("<i>").Text(content.Texts.Always(content.Unit)).Raw("</i>");
        }

        foreach (string id in ids)
        {
            string name = content.NameOf(id);
            html.Raw("<bdi");
            if (!string.Equals(name, id, StringComparison.Ordinal))
            {
                html.Raw(" title=\"").Text(id).Raw("\"");
            }

            html.Raw(">").Text(name).Raw("</bdi> ");
        }

        html.Raw("</td>");
    }
}
