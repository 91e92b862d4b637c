using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using CrossSell.Html;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Writes rules as one page of HTML that needs nothing else: no network, no fonts, and without its small script only sorting and filtering are missing.</summary>
/// <remarks>
/// The same rules give the same bytes. Ids are escaped wherever they stand, and the page's own policy lets the browser run no other script than the page's.
/// </remarks>
internal static class RulePage
{
    /// <summary>The most rules of the table.</summary>
    public const int TableRules = 1000;

    /// <summary>The most rules of the map: what fits on a sheet of A4 and can still be read.</summary>
    public const int MapRules = 70;

    private const int CloudRules = 5000;
    private const int Sentences = 5;

    private static readonly string s_style = Resource("page.css");
    private static readonly string s_script = Resource("page.js");

    public static string Of(RulePageContent content)
    {
        PageTexts texts = content.Texts;
        string title = texts.Title(content.Unit);
        var html = new HtmlBuilder();
        html.Raw($"<!DOCTYPE html>\n<html lang=\"{texts.Language}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
            .Raw(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_script)))).Raw("'\">\n<title>").Text($"{title} – {content.Source}")
            .Raw("</title>\n<style>").Raw(s_style).Raw("</style>\n</head>\n<body>\n");
        WriteHeader(html, content, title);
        html.Raw("<main>\n");
        if (content.Rules.Count == 0)
        {
            html.Raw("<section><p class=\"none\">").Text(texts.NoRules).Raw("</p></section>\n");
        }
        else
        {
            AssociationRule[] effective = ByEffect(content.Rules);
            WriteSentences(html, content, [.. effective.Where(rule => rule.AntecedentIndexes.Length > 0 && Beyond(rule.Counts) > 0)]);
            WriteMap(html, content, effective);
            WriteCloud(html, content);
            new RuleTableHtml(content, TableRules).Write(html);
        }

        WriteTerms(html, content);
        html.Raw("</main>\n<footer>").Text(texts.Footer).Raw("</footer>\n<script>").Raw(s_script).Raw("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>The rules by their leverage, n11 - n1x nx1 / n: the transactions with both sides beyond what chance would bring.</summary>
    private static AssociationRule[] ByEffect(IReadOnlyList<AssociationRule> rules) =>
    [
        .. rules.Select((rule, place) => (rule, place)).OrderByDescending(pair => Beyond(pair.rule.Counts)).ThenBy(pair => pair.place).Select(pair => pair.rule),
    ];

    private static double Beyond(RuleCounts counts) => counts.N11 - (double)counts.N1x * counts.Nx1 / counts.N;

    private static void WriteHeader(HtmlBuilder html, RulePageContent content, string title)
    {
        PageTexts texts = content.Texts;
        html.Raw("<header>\n<h1>").Text(title).Raw("</h1>\n<p class=\"source\"><bdi>").Text(content.Source).Raw("</bdi></p>\n<ul class=\"facts\">");
        foreach ((int count, string noun) in ((int, string)[])
            [(content.TransactionCount, texts.Units(content.Unit)), (content.ItemIds.Count, texts.Products), (content.Rules.Count, texts.Rules(content.Rules.Count))])
        {
            html.Raw("<li><b>").Text(texts.Whole(count)).Raw("</b> ").Text(noun).Raw("</li>");
        }

        html.Raw("</ul>\n<p class=\"settings\"><span>").Text(texts.Settings).Raw("</span> ");
        foreach ((string name, string value) in content.Settings)
        {
            html.Raw("<code>").Text(value.Length == 0 ? name : $"{name} {value}").Raw("</code> ");
        }

        html.Raw("</p>\n</header>\n");
    }

    private static void WriteSentences(HtmlBuilder html, RulePageContent content, AssociationRule[] effective)
    {
        PageTexts texts = content.Texts;
        if (effective.Length == 0)
        {
            return;
        }

        html.Raw("<section class=\"words\"><h2>").Text(texts.InWords).Raw("</h2><p class=\"note\">").Text(texts.InWordsNote(content.Unit)).Raw("</p><ol>\n");
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (AssociationRule rule in effective)
        {
            // A rule and its reverse say much the same: the items are told once.
            int[] items = [.. rule.AntecedentIndexes, .. rule.ConsequentIndexes];
            Array.Sort(items);
            if (told.Count < Sentences && told.Add(string.Join(' ', items)))
            {
                html.Raw("<li>").Raw(texts.Sentence(content.Unit, content.IsWeighted, Markup(rule.Antecedent, content), Markup(rule.Consequent, content), rule.Counts)).Raw("</li>\n");
            }
        }

        html.Raw("</ol></section>\n");
    }

    private static string Markup(IReadOnlyList<string> ids, RulePageContent content)
    {
        var html = new HtmlBuilder();
        for (int i = 0; i < ids.Count; i++)
        {
            html.Raw(i == 0 ? "<bdi>" : " + <bdi>").Text(content.NameOf(ids[i])).Raw("</bdi>");
        }

        return html.ToString();
    }

    private static void WriteMap(HtmlBuilder html, RulePageContent content, AssociationRule[] effective)
    {
        PageTexts texts = content.Texts;
        AssociationRule[] shown = [.. effective.Where(rule => rule.AntecedentIndexes.Length > 0).Take(MapRules)];
        if (shown.Length == 0)
        {
            return;
        }

        html.Raw("<section class=\"figure\"><h2>").Text(texts.Map).Raw("</h2><p class=\"note\">")
            .Text(texts.MapNote(texts.Whole(shown.Length), texts.Whole(content.Rules.Count))).Raw("</p>");
        WriteLegend(html, texts);
        new GraphSvg(content, shown).Write(html);
        html.Raw("</section>\n");
    }

    private static void WriteCloud(HtmlBuilder html, RulePageContent content)
    {
        PageTexts texts = content.Texts;
        var cloud = new ScatterSvg(content, CloudRules);
        html.Raw("<section class=\"figure\"><h2>").Text(texts.Cloud).Raw("</h2><p class=\"note\">")
            .Text(texts.CloudNote(texts.Whole(cloud.Shown), texts.Whole(content.Rules.Count))).Raw("</p>");
        WriteLegend(html, texts);
        cloud.Write(html);
        html.Raw("</section>\n");
    }

    private static void WriteLegend(HtmlBuilder html, PageTexts texts)
    {
        html.Raw("<p class=\"legend\"><span>").Text(texts.LiftLegend).Raw("</span>");
        for (int step = 0; step < LiftScale.Steps; step++)
        {
            html.Raw($"<span class=\"l{step}\"><i></i>").Text(LiftScale.Label(step, texts)).Raw("</span>");
        }

        html.Raw("</p>");
    }

    private static void WriteTerms(HtmlBuilder html, RulePageContent content)
    {
        html.Raw("<section class=\"terms\"><h2>").Text(content.Texts.HowToRead).Raw("</h2><dl>");
        foreach ((string term, string meaning) in content.Texts.Terms(content.Unit))
        {
            html.Raw("<dt>").Text(term).Raw("</dt><dd>").Text(meaning).Raw("</dd>");
        }

        html.Raw("</dl></section>\n");
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
