using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>The page of <c>crosssell mine --html</c>, and what only it needs.</summary>
internal sealed class PageOptions
{
    private readonly Option<string> _html = Opt.Text(
        "--html", "FILE",
        "Write the rules as one page to look at and to print: table, map and chart, without any network. Rows are then written only where --output says.");
    private readonly Option<string> _products = Opt.Text("--products", "FILE", "Products as CSV: the page calls them by their names.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of the page and of its product names. Default: en.");

    public OptionGroup Group => new("Page", [_html, _products, _language]);

    /// <summary>The page asked for; null when there is none.</summary>
    /// <exception cref="UsageException">An option of the page is given without it.</exception>
    public PageRequest? Read(OptionReader options, CsvPurchaseOptions reading)
    {
        bool german = options.Choice(_language, ("en", false), ("de", true)) ?? false;
        if (options.Text(_html) is not { } path)
        {
            Option<string>? lonely = new[] { _products, _language }.FirstOrDefault(option => options.Text(option) is not null);
            return lonely is null ? null : throw new UsageException($"{lonely.Name} belongs to --html, which is missing.");
        }

        return new PageRequest(
            path,
            german ? PageTexts.German : PageTexts.English,
            options.Text(_products),
            new CsvCatalogOptions { Encoding = reading.Encoding, Culture = reading.Culture });
    }
}
