using System.Text.RegularExpressions;

namespace CrossSell.Tool.Tests.Html;

public sealed partial class RulePageTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_page_holds_the_facts_the_rules_in_words_the_map_the_chart_and_the_table()
    {
        using var folder = new TempFolder();
        string page = await Page(folder, Baskets(("bread", "milk"), 6, ("bread", "tea"), 2, ("jam", "tea"), 1), "--min-support", "1", "--min-confidence", "0.1");

        Assert.Contains("<h1>What is bought together</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<b>9</b> baskets", page, StringComparison.Ordinal);
        Assert.Contains("<b>4</b> products", page, StringComparison.Ordinal);
        Assert.Contains("<b>6</b> rules", page, StringComparison.Ordinal);
        Assert.Contains("Of 100 baskets with <bdi>milk</bdi>, <b>100</b> also have <bdi>bread</bdi>. <span class=\"q\">6 of 6; 1.13 times the share", page, StringComparison.Ordinal);
        Assert.Equal(2, SvgTag().Count(page));
        Assert.Equal(6, Regex.Count(page, "<tr><td>"));
        Assert.Contains("milk → bread\nSupport 66.7% (6), Confidence 100%, Lift 1.13", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_reaches_for_nothing_outside_of_it_and_runs_its_own_script_only()
    {
        using var folder = new TempFolder();
        string page = await Page(folder, Baskets(("bread", "milk"), 6, ("bread", "tea"), 2, ("milk", "tea"), 1), "--min-support", "1");

        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"<(link|iframe|img|object|embed|base)\b", page);
        Assert.DoesNotMatch(@"\s(src|href|on\w+)\s*=", TagsOf(page));
        Match script = Assert.Single(ScriptTag().Matches(page));
        string hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script.Groups[1].Value)));
        Assert.Contains($"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_are_markup_stay_text_wherever_they_stand()
    {
        using var folder = new TempFolder();
        const string quotes = "\"'><svg onload=alert(2)>";
        string page = await Page(folder, Baskets((Attack, quotes), 6, (Attack, "tea"), 2, (quotes, "tea"), 1), "--min-support", "1", "--min-confidence", "0");

        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg onload", page, StringComparison.OrdinalIgnoreCase);
        Assert.Single(ScriptTag().Matches(page));
        Assert.DoesNotMatch(@"\son\w+\s*=", TagsOf(page));
        Assert.Contains(Attack, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);

        string products = folder.Write("products.csv", $"product,name\ntea,{Attack}\n");
        string named = await Page(folder, Baskets((Attack, quotes), 6, (Attack, "tea"), 2, (quotes, "tea"), 1), "--min-support", "1", "--products", products);
        Assert.DoesNotContain("<img", named, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_is_the_same_for_any_number_of_threads()
    {
        using var folder = new TempFolder();
        string text = "basket,product\n" + string.Concat(Enumerable.Range(0, 400).SelectMany(b => Enumerable.Range(0, 5).Select(i => $"{b},p{(b * 7 + i * i * 3) % 23}\n")));
        string one = await Page(folder, text, "--min-support", "5", "--min-confidence", "0.1", "--threads", "1");

        Assert.Equal(one, await Page(folder, text, "--min-support", "5", "--min-confidence", "0.1", "--threads", "2"));
        Assert.True(RowTag().Count(one) > 50);
    }

    [Fact]
    public async Task Without_rules_the_page_says_so()
    {
        using var folder = new TempFolder();
        string page = await Page(folder, Baskets(("a", "b"), 1, ("c", "d"), 1, ("e", "f"), 1), "--min-support", "3");

        Assert.Contains("No rule meets these settings.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_rule_is_a_page_of_one_rule()
    {
        using var folder = new TempFolder();
        string page = await Page(folder, Baskets(("a", "b"), 2, ("b", "c"), 1, ("b", "d"), 1), "--min-support", "2", "--min-confidence", "1");

        Assert.Equal(1, RowTag().Count(page));
        Assert.Equal(2, SvgTag().Count(page));
        Assert.DoesNotContain("NaN", Regex.Replace(page, "<script>.*</script>", "", RegexOptions.Singleline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_of_the_table_is_told()
    {
        using var folder = new TempFolder();
        string text = "basket,product\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"1,a{i}\n2,a{i}\n3,a{i % 2}\n"));
        string page = await Page(folder, text, "--min-support", "2", "--min-confidence", "0.1");

        Assert.Equal(1000, RowTag().Count(page));
        Assert.Matches(@"The table shows the first 1,000 of [\d,]+ rules, strongest first; the others are not in this page\.", page);
    }

    [Fact]
    public async Task A_german_page_has_german_words_names_and_numbers()
    {
        using var folder = new TempFolder();
        string purchases = folder.Write("p.csv", "customer,product\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => (i % 3) switch { 0 => $"c{i},hh\nc{i},gl\n", 1 => $"c{i},hh\nc{i},tr\n", _ => $"c{i},tr\n" })));
        string products = folder.Write("products.csv", "product,name,name_de\nhh,Household,Hausrat\ngl,Glass,Glasversicherung\n");
        (await ToolRun.Of("mine", "--input", purchases, "--min-support", "2", "--min-confidence", "0.3", "--html", folder["p.html"], "--products", products, "--language", "de")).Succeeds();
        string page = System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(folder["p.html"]));

        Assert.Contains("<html lang=\"de\">", page, StringComparison.Ordinal);
        Assert.Contains("<h1>Was Kunden gemeinsam haben</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<b>1.500</b> Kunden", page, StringComparison.Ordinal);
        Assert.Contains("Von 100 Kunden mit <bdi>Glasversicherung</bdi> haben <b>100</b> auch <bdi>Hausrat</bdi>.", page, StringComparison.Ordinal);
        Assert.Contains("Mindestkonfidenz 30\u00A0%", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>tr</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("title=\"gl\">Glasversicherung", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_and_rows_are_both_written_where_both_are_asked_for()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", "1 2\n1 2\n");
        ToolRun run = await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--html", folder["p.html"], "--output", "-");
        Assert.StartsWith("antecedent,", run.Succeeds().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["p.html"]));
        run = await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--html", "-");
        Assert.StartsWith("<!DOCTYPE html>", run.Succeeds().Output, StringComparison.Ordinal);
        Assert.Equal("", (await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--html", folder["q.html"])).Succeeds().Output);
    }

    /// <summary>Baskets of two products, each so many times; products as CSV wants them.</summary>
    private static string Baskets((string A, string B) first, int firstCount, (string A, string B) second, int secondCount, (string A, string B) third, int thirdCount)
    {
        int basket = 0;
        string Rows((string A, string B) pair, int count) =>
            string.Concat(Enumerable.Range(0, count).Select(_ => $"{++basket},{Quote(pair.A)}\n{basket},{Quote(pair.B)}\n"));

        return "basket,product\n" + Rows(first, firstCount) + Rows(second, secondCount) + Rows(third, thirdCount);

        static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static async Task<string> Page(TempFolder folder, string csv, params string[] options)
    {
        string[] args = ["mine", "--input", folder.Write("b.csv", csv), "--html", folder["page.html"], .. options];
        (await ToolRun.Of(args)).Succeeds();
        return await File.ReadAllTextAsync(folder["page.html"]);
    }

    /// <summary>The page's tags, without what stands between them and in quotes.</summary>
    private static string TagsOf(string page) =>
        string.Concat(Regex.Matches(Regex.Replace(Regex.Replace(page, "<(script|style)>.*?</\\1>", "", RegexOptions.Singleline), "\"[^\"]*\"", "\"\""), "<[^>]*>").Select(m => m.Value));

    [GeneratedRegex("<svg ")]
    private static partial Regex SvgTag();

    [GeneratedRegex("<tr><td>")]
    private static partial Regex RowTag();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptTag();
}
