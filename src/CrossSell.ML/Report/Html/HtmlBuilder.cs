using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CrossSell.Html;

/// <summary>Builds HTML and SVG: what is ours goes in raw, what comes from a file is always escaped.</summary>
internal sealed class HtmlBuilder
{
    // Letters of every language stay readable; what means something to HTML, and invisible control characters, do not.
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    /// <summary>Appends markup of our own.</summary>
    public HtmlBuilder Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Appends text of anybody: between tags, or inside of an attribute's double quotes.</summary>
    public HtmlBuilder Text(string text)
    {
        _html.Append(Escape(text));
        return this;
    }

    /// <summary>Appends a coordinate or size with at most two decimals.</summary>
    public HtmlBuilder Number(double value)
    {
        _html.Append(CultureInfo.InvariantCulture, $"{value:0.##}");
        return this;
    }

    public HtmlBuilder Number(int value)
    {
        _html.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public override string ToString() => _html.ToString();

    private static string Escape(string text) => s_encoder.Encode(text);
}
