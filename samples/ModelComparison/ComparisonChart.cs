using System.Globalization;
using System.Net;
using System.Text;

namespace ModelComparison;

/// <summary>Draws one measure of several models as bars with their intervals, as SVG: the best on top.</summary>
internal static class ComparisonChart
{
    private const int Left = 120;
    private const int Width = 520;
    private const int Right = 70;
    private const int Top = 64;
    private const int Row = 30;
    private const int Bar = 18;

    /// <summary>A bar: how good a model is, and the range in which that lies when other customers are drawn.</summary>
    public sealed record Entry(string Model, double Value, double Lower, double Upper);

    public static string Of(string title, string measure, IEnumerable<Entry> models)
    {
        Entry[] entries = [.. models.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Model, StringComparer.Ordinal)];
        double most = Math.Max(entries.Select(entry => entry.Upper).DefaultIfEmpty(0).Max(), 1e-9);
        double step = StepFor(most);
        double end = Math.Ceiling(most / step) * step;
        int bottom = Top + (Row * entries.Length);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + Right} {bottom + 40}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title><text x=\"{Left}\" y=\"24\" font-size=\"16\">{Text(title)}</text><text x=\"{Left}\" y=\"44\" fill=\"#555\">{Text(measure)}</text>\n");
        for (int tick = 0; tick * step <= end * (1 + 1e-9); tick++)
        {
            double x = X(tick * step, end);
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:0.#} {Top}V{bottom}\" stroke=\"#ddd\"/><text x=\"{x:0.#}\" y=\"{bottom + 18}\" text-anchor=\"middle\" fill=\"#555\">{tick * step:0.###}</text>\n");
        }

        for (int i = 0; i < entries.Length; i++)
        {
            Append(svg, entries[i], Top + (Row * i), end, i == 0);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, Entry entry, int top, double end, bool best)
    {
        double middle = top + (Row / 2.0);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{middle + 4:0.#}\" text-anchor=\"end\">{Text(entry.Model)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{middle - (Bar / 2.0):0.#}\" width=\"{X(entry.Value, end) - Left:0.#}\" height=\"{Bar}\" fill=\"{(best ? "#1f6feb" : "#9bc0f5")}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(entry.Lower, end):0.#} {middle:0.#}H{X(entry.Upper, end):0.#}M{X(entry.Lower, end):0.#} {middle - 4:0.#}v8M{X(entry.Upper, end):0.#} {middle - 4:0.#}v8\" stroke=\"#333\" fill=\"none\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(entry.Upper, end) + 6:0.#}\" y=\"{middle + 4:0.#}\">{entry.Value:0.000}</text>\n");
    }

    private static double X(double value, double end) => Left + (Width * value / end);

    // Four to ten marks at 1, 2 or 5 times a power of ten.
    private static double StepFor(double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(most / 4)));
        return power * ((most / 4 / power) switch { < 2 => 1, < 5 => 2, _ => 5 });
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
