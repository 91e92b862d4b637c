using System.Text.RegularExpressions;
using CrossSell.Testing;

namespace CrossSell.ML.Tests.Report;

/// <summary>The page as a browser lays it out, where there is one: on A4, nothing cut.</summary>
public sealed partial class PrintedReportTests : IDisposable
{
    // What A4 has between its margins, in the pixels of CSS.
    private const int TextWidth = 688;

    // Parts that stand out of their section, drawn text that stands out of its drawing, and heads of the matrix that stand out of their cell.
    private const string Measure = """
        <script>
        const cut = [];
        for (const section of document.querySelectorAll('section')) {
          const right = section.getBoundingClientRect().right + 1;
          for (const part of section.querySelectorAll('*')) {
            if (part.getBoundingClientRect().right > right) cut.push(section.id + ' ' + part.tagName + ' ' + part.textContent.slice(0, 40));
          }
        }
        for (const drawing of document.querySelectorAll('svg')) {
          const all = drawing.getBoundingClientRect();
          for (const text of drawing.querySelectorAll('text')) {
            const box = text.getBoundingClientRect();
            if (box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1 || box.bottom > all.bottom + 1) cut.push('drawing ' + text.textContent);
          }
        }
        for (const head of document.querySelectorAll('th.up')) {
          if (head.firstChild.getBoundingClientRect().top < head.getBoundingClientRect().top - 1) cut.push('head ' + head.textContent);
        }
        document.body.setAttribute('data-sections', document.querySelectorAll('section').length);
        document.body.setAttribute('data-cut', cut.join('; '));
        </script></body>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell-print-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // The browser's last process may still be closing its profile.
        }
    }

    [ChromiumFact]
    public async Task The_page_prints_on_several_sheets_of_a4_and_nothing_is_cut()
    {
        // German has the longer words.
        string html = Report().ToHtml(ReportPages.German);
        string page = Path.Combine(_folder, "report.html");
        await File.WriteAllTextAsync(page, html);
        string pdf = Path.Combine(_folder, "report.pdf");
        await Chromium.RunAsync(_folder, page, "--no-pdf-header-footer", $"--print-to-pdf={pdf}");
        string printed = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(pdf));
        Assert.StartsWith("%PDF", printed, StringComparison.Ordinal);
        Assert.InRange(SheetObject().Count(printed), 4, 20);
        Assert.All(Sheet().Matches(printed), box => Assert.Matches(@"^59[45](\.\d+)? 84[12](\.\d+)?$", box.Groups[1].Value));

        // As it prints, on a screen as wide as the sheet; the page itself forbids every script, so the copy that is measured does not.
        string copy = Path.Combine(_folder, "measured.html");
        await File.WriteAllTextAsync(copy, Policy().Replace(html, "").Replace("@media print", "@media all", StringComparison.Ordinal).Replace("</body>", Measure, StringComparison.Ordinal));
        string laidOut = await Chromium.RunAsync(_folder, copy, $"--window-size={TextWidth},1000", "--dump-dom");
        Assert.Contains($"data-sections=\"{Regex.Count(html, "<section id=")}\"", laidOut, StringComparison.Ordinal);
        Assert.Contains("data-cut=\"\"", laidOut, StringComparison.Ordinal);
    }

    private static PotentialReport Report()
    {
        PurchaseHistory history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 200, Seed = 9 }).ToHistory();
        return PotentialReport.Of(history, InsuranceMarket.ToCatalog(), new PotentialReportOptions
        {
            LearnPropensity = false,
            Source = new string('w', 150),
            Segments = CustomerGroups.Of(Enumerable.Range(0, history.Customers.Count).Select(c => c % 2 == 0 ? new string('x', 90) : "Donaudampfschifffahrtsgesellschaft Süd")),
        });
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex SheetObject();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0 0 ([\d. ]+?)\s*\]")]
    private static partial Regex Sheet();

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*/>")]
    private static partial Regex Policy();
}
