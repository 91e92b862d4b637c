using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CrossSell.ML.Tests.Report;

/// <summary>What tests ask of a page.</summary>
internal static partial class ReportPages
{
    public static CultureInfo German { get; } = CultureInfo.GetCultureInfo("de");

    public static CultureInfo English { get; } = CultureInfo.InvariantCulture;

    /// <summary>The page as a tree; it fails when a tag is not closed, an attribute not quoted, or a character not escaped.</summary>
    public static XElement Parse(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", html, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(html["<!DOCTYPE html>\n".Length..]), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    /// <summary>The sections by their names, as text.</summary>
    public static Dictionary<string, string> Sections(XElement page) =>
        page.Descendants("section").ToDictionary(s => s.Attribute("id")!.Value, s => string.Join(' ', s.DescendantNodes().OfType<XText>().Select(t => t.Value)), StringComparer.Ordinal);

    /// <summary>The numbers of a text in the notation of English, sorted: the same in both languages.</summary>
    public static string[] Numbers(string text, bool german)
    {
        string plain = GermanDate().Replace(text, "$3-$2-$1");
        IEnumerable<string> found = NumberToken().Matches(plain).Select(m => m.Value);
        return [.. found.Select(n => german ? n.Replace('.', '\0').Replace(',', '.').Replace('\0', ',') : n).Order(StringComparer.Ordinal)];
    }

    /// <summary>Asserts that a page needs nothing outside of it and runs nothing.</summary>
    public static void AssertSelfContained(string html)
    {
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        foreach (XAttribute attribute in Parse(html).DescendantsAndSelf().Attributes())
        {
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{attribute} runs something");
            Assert.True(attribute.Name != "href" || attribute.Value.StartsWith('#'), $"{attribute} leads out of the page");
        }
    }

    public static string Decode(string html) => WebUtility.HtmlDecode(html);

    [GeneratedRegex(@"\b(\d\d)\.(\d\d)\.(\d{4})\b")]
    private static partial Regex GermanDate();

    [GeneratedRegex(@"\d(?:[\d.,-]*\d)?")]
    private static partial Regex NumberToken();
}
