using System.Reflection;
using System.Text;
using CrossSell.Html;

namespace CrossSell.ML.Report;

/// <summary>The page: one file of HTML that needs nothing else, and runs nothing.</summary>
internal static class ReportPage
{
    private static readonly string s_style = Style();

    public static string Of(Study study, ReportLanguage language)
    {
        var body = new ReportWriter(language);
        BookSection.Write(body, study);
        ClassSection.Write(body, study);
        SpaceSection.Write(body, study);
        EffortSection.Write(body, study);
        WalletSection.Write(body, study);
        LadderSection.Write(body, study);
        ActivitySection.Write(body, study);
        ValueSection.Write(body, study);
        ProgrammeSection.Write(body, study);
        PairSection.Write(body, study);
        LeadSection.Write(body, study);
        SegmentSection.Write(body, study);
        UnknownSection.Write(body, study);
        ListSection.Write(body, study);
        TermSection.Write(body, study);
        string title = language.Word("What is in our customers", "Was in unseren Kunden steckt");
        var html = new HtmlBuilder();
        html.Raw($"<!DOCTYPE html>\n<html lang=\"{language.Code}\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"generator\" content=\"{PotentialReport.Generator}\"/>\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'\"/>\n<title>")
            .Text(title).Raw("</title>\n<style>\n").Raw(s_style).Raw("</style>\n</head>\n<body>\n<header>\n<h1>").Text(title).Raw("</h1>\n<p class=\"source\">").Text(Subtitle(study, language)).Raw("</p>\n");
        WriteContents(html, body.Html.ToString());
        html.Raw("</header>\n<main>\n").Raw(body.Html.ToString()).Raw("</main>\n<footer><p>")
            .Text(language.Word(
                "Made with CrossSell. The page needs no network and runs no program. The figures are estimates from what was bought; what a campaign adds must be measured.",
                "Erstellt mit CrossSell. Die Seite braucht kein Netz und führt kein Programm aus. Die Zahlen sind Schätzungen aus dem, was gekauft wurde; was eine Kampagne bewirkt, muss gemessen werden."))
            .Raw("</p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Subtitle(Study study, ReportLanguage l)
    {
        string day = study.Book.AsOf is { } asOf ? l.Say($"Potential of the customers as of {l.Date(asOf)}", $"Potenzial der Kunden zum {l.Date(asOf)}") : l.Word("Potential of the customers", "Potenzial der Kunden");
        return study.Options.Source.Length == 0 ? day : $"{day} · {study.Options.Source}";
    }

    // The titles stand in the page already, escaped: they are taken as they are.
    private static void WriteContents(HtmlBuilder html, string body)
    {
        html.Raw("<nav><ol>\n");
        int at = 0;
        while ((at = body.IndexOf("<section id=\"", at, StringComparison.Ordinal)) >= 0)
        {
            at += "<section id=\"".Length;
            string key = body[at..body.IndexOf('"', at)];
            int from = body.IndexOf("<h2>", at, StringComparison.Ordinal) + "<h2>".Length;
            html.Raw($"<li><a href=\"#{key}\">").Raw(body[from..body.IndexOf("</h2>", from, StringComparison.Ordinal)]).Raw("</a></li>\n");
        }

        html.Raw("</ol></nav>\n");
    }

    private static string Style()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
