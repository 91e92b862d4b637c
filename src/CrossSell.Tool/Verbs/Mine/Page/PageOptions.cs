using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>The page of <c>crosssell mine --html</c>, and the language of what is written for people.</summary>
internal sealed class PageOptions
{
    public Option<string> Html { get; } = Opt.Output(
        "--html", "Write the rules as one page to look at and to print: table, map and chart, without any network. Rows are then written only where --output says.");

    public Option<string> Language { get; } = Opt.Text(
        "--language", "en|de", "The language of the page, of its product names, and of the reasons of --grades. Default: en.");

    public OptionGroup Group => new("Page", [Html, Language]);

    public PageTexts Texts(OptionReader options) =>
        options.Choice(Language, ("en", false), ("de", true)) ?? false ? PageTexts.German : PageTexts.English;

    /// <summary>The page asked for; null when there is none.</summary>
    public PageRequest? Read(OptionReader options) => options.Text(Html) is { } path ? new PageRequest(path, Texts(options)) : null;
}
