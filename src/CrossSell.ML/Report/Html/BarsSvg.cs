using CrossSell.Html;

namespace CrossSell.ML.Report;

/// <summary>Rows of bars, each of one part or several that follow one another.</summary>
internal static class BarsSvg
{
    private const int Width = 720;
    private const int MostLeft = 196;
    private const int Letter = 7;
    private const int Row = 24;
    private const int Gap = 9;
    private const int Longest = 30;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">What it shows, for those who hear the page.</param>
    /// <param name="rows">A label, parts with their style classes, and a figure that stands behind the bar.</param>
    /// <param name="most">What a bar of full length stands for; above 0.</param>
    /// <param name="right">The room for the figures.</param>
    /// <param name="step">From row to row.</param>
    public static void Write(HtmlBuilder html, string title, IReadOnlyList<(string Label, IReadOnlyList<(double Value, string Class)> Parts, string Figure)> rows, double most, int right = 130, int step = Row)
    {
        int height = (rows.Count * step) + 4;
        int bar = step - Gap + (step < Row ? 4 : 0);
        int left = Math.Min(MostLeft, 16 + (Letter * rows.Select(row => ShortText.Of(row.Label, Longest).Length).DefaultIfEmpty().Max()));
        html.Raw($"<svg role=\"img\" viewBox=\"0 0 {Width} {height}\"><title>").Text(title).Raw("</title>");
        double scale = (Width - left - right) / (most > 0 ? most : 1);
        for (int i = 0; i < rows.Count; i++)
        {
            int y = (i * step) + 4;
            html.Raw("<g><title>").Text($"{rows[i].Label}: {rows[i].Figure}").Raw($"</title><text class=\"label\" text-anchor=\"end\" x=\"{left - 8}\" y=\"{y + bar - 3}\">").Text(ShortText.Of(rows[i].Label, Longest)).Raw("</text>");
            double x = left;
            foreach ((double value, string style) in rows[i].Parts)
            {
                double length = Math.Max(0, value) * scale;
                html.Raw($"<rect class=\"{style}\" x=\"").Number(x).Raw($"\" y=\"{y}\" width=\"").Number(length).Raw($"\" height=\"{bar}\"/>");
                x += length;
            }

            html.Raw("<text x=\"").Number(x + 6).Raw($"\" y=\"{y + bar - 3}\">").Text(rows[i].Figure).Raw("</text></g>");
        }

        html.Raw("</svg>\n");
    }
}
