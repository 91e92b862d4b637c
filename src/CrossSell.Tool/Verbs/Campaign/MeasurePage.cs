using System.Net;
using System.Text;

namespace CrossSell.Tool;

/// <summary>The report of campaigns as a page that needs nothing beside it; it names no customer.</summary>
internal static class MeasurePage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}"
        + "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid #ddd;font-variant-numeric:tabular-nums}"
        + "th:first-child,td:first-child{text-align:left}.verdict{font-size:1.25rem;font-weight:600}.note{color:#8a4b00}@media print{body{margin:0;max-width:none}}";

    public static string Of(IReadOnlyList<CampaignMeasurement> campaigns, IReadOnlyList<MeasuredFigure> figures, double level, MeasureWords words)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(words.Language)
            .Append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Text(words.Title)).Append("</title>\n<style>")
            .Append(Style).Append("</style>\n</head>\n<body>\n<h1>").Append(Text(words.Title)).Append("</h1>\n");
        foreach (CampaignMeasurement one in campaigns)
        {
            page.Append("<section>\n<h2>").Append(Text(one.Campaign)).Append("</h2>\n<p class=\"verdict\">").Append(Text(words.Verdict(one.Report.Verdict))).Append("</p>\n<p>")
                .Append(Text(words.Buyers(one.Report.Acceptances, one.At))).Append("</p>\n");
            if (!one.IsComplete)
            {
                page.Append("<p class=\"note\">").Append(Text(words.StillOpen)).Append("</p>\n");
            }

            page.Append("<table>\n<tr>").AppendJoin("", words.Columns.Select(column => $"<th>{Text(column)}</th>")).Append("</tr>\n");
            foreach (MeasuredFigure figure in figures.Where(figure => string.Equals(figure.Campaign, one.Campaign, StringComparison.Ordinal)))
            {
                double?[] numbers = [figure.Treated, figure.Control, figure.Value, figure.Lower, figure.Upper, figure.P];
                page.Append("<tr><td>").Append(Text(words.Figure(figure))).Append("</td>").AppendJoin("", numbers.Select(number => $"<td>{words.Number(number)}</td>")).Append("</tr>\n");
            }

            page.Append("</table>\n</section>\n");
        }

        return page.Append("<p>").Append(Text(words.Footer(level))).Append("</p>\n</body>\n</html>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
