using System.Globalization;
using System.Text;
using CrossSell.ML;

namespace CampaignResponse;

/// <summary>Draws the gain curve and the calibration curve side by side, as SVG.</summary>
internal static class CampaignPlot
{
    private const int Size = 320;
    private const int Margin = 56;

    public static string Of(PropensityReport report)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {(2 * Size) + (3 * Margin)} {Size + (2 * Margin)}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        List<(double X, double Y)> gain = [(0, 0), .. report.GainTable(parts: 50).Select(row => (row.Part / 50.0, row.Gain ?? 0))];
        Panel(svg, Margin, "Gain", "share of customers called", "share of buyers reached", gain, most: 1, dots: false);
        double most = report.Calibration.Max(bin => Math.Max(bin.MeanProbability, bin.ObservedRate)) * 1.05;
        Panel(svg, Size + (2 * Margin), "Calibration", "probability promised", "share that bought", [.. report.Calibration.Select(bin => (bin.MeanProbability, bin.ObservedRate))], most, dots: true);
        return svg.Append("</svg>\n").ToString();
    }

    // A square from 0 to the most on both sides; the diagonal is what chance gives, or what a perfect promise would.
    private static void Panel(StringBuilder svg, int left, string title, string xName, string yName, List<(double X, double Y)> points, double most, bool dots)
    {
        double X(double value) => left + (Size * value / most);
        double Y(double value) => Margin + Size - (Size * value / most);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"{Margin - 24}\" font-size=\"16\">{title}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"{Margin - 8}\">{yName}</text><text x=\"{left + Size}\" y=\"{Margin + Size + 36}\" text-anchor=\"end\">{xName}</text>\n");
        for (int tick = 0; tick <= 4; tick++)
        {
            double value = most * tick / 4;
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{left} {Y(value):0.#}H{left + Size}M{X(value):0.#} {Margin}V{Margin + Size}\" stroke=\"#ddd\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left - 6}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value:P0}</text><text x=\"{X(value):0.#}\" y=\"{Margin + Size + 18}\" text-anchor=\"middle\">{value:P0}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(0):0.#} {Y(0):0.#}L{X(most):0.#} {Y(most):0.#}\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n");
        svg.Append("<polyline fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"2\" points=\"");
        svg.AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}"))).Append("\"/>\n");
        foreach ((double x, double y) in dots ? points : [])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"4\" fill=\"#1f6feb\"/>");
        }
    }
}
