using System.Globalization;
using System.Net;
using System.Text;

namespace CrossSell.Tool;

/// <summary>The report of campaigns as a page that needs nothing beside it; it names no customer.</summary>
internal static class MeasurePage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}"
        + "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid #ddd;font-variant-numeric:tabular-nums}"
        + "th:first-child,td:first-child{text-align:left}.verdict{font-size:1.25rem;font-weight:600}.note{color:#8a4b00}@media print{body{margin:0;max-width:none}}";

    public static string Of(IReadOnlyList<CampaignMeasurement> campaigns, IReadOnlyList<MeasuredFigure> figures, double level)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>What came of it</title>\n<style>")
            .Append(Style).Append("</style>\n</head>\n<body>\n<h1>What came of it</h1>\n");
        foreach (CampaignMeasurement one in campaigns)
        {
            CampaignReport report = one.Report;
            page.Append("<section>\n<h2>").Append(Text(one.Campaign)).Append("</h2>\n<p class=\"verdict\">").Append(Verdict(report.Verdict)).Append("</p>\n");
            page.Append(CultureInfo.InvariantCulture, $"<p>{Percent(report.Acceptances.Difference.Value)} more customers bought (from {Percent(report.Acceptances.Difference.Lower)} to {Percent(report.Acceptances.Difference.Upper)}), ")
                .Append(CultureInfo.InvariantCulture, $"{report.Acceptances.Treated:N0} contacted or to be contacted against {report.Acceptances.Control:N0} drawn out by lot. As of {one.At:yyyy-MM-dd HH:mm} UTC.</p>\n");
            page.Append(one.IsComplete ? "" : "<p class=\"note\">The windows of some customers are still open: these figures are an interim state.</p>\n");
            page.Append(CultureInfo.InvariantCulture, $"<table>\n<tr><th>Figure</th><th>Treated</th><th>Control</th><th>Difference or value</th><th>From</th><th>To</th><th>p</th></tr>\n");
            foreach (MeasuredFigure figure in figures.Where(figure => string.Equals(figure.Campaign, one.Campaign, StringComparison.Ordinal)))
            {
                page.Append("<tr><td>").Append(Text(figure.Name)).Append("</td>");
                foreach (double? number in (double?[])[figure.Treated, figure.Control, figure.Value, figure.Lower, figure.Upper, figure.P])
                {
                    page.Append("<td>").Append(MeasuredFigure.Shown(number)).Append("</td>");
                }

                page.Append("</tr>\n");
            }

            page.Append("</table>\n</section>\n");
        }

        return page.Append(CultureInfo.InvariantCulture, $"<p>Intervals hold the truth with probability {level}. Customers count for the arm that they were drawn into, reached or not.</p>\n</body>\n</html>\n").ToString();
    }

    private static string Verdict(CampaignVerdict verdict) => verdict switch
    {
        CampaignVerdict.Works => "More customers bought because of the campaign.",
        CampaignVerdict.Harms => "Fewer customers bought because of the campaign.",
        CampaignVerdict.SampleRatioMismatch => "Nothing can be said: the arms have not the sizes that they were drawn with.",
        _ => "No effect was shown, in either direction.",
    };

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
