using CrossSell.Html;

namespace CrossSell.ML.Report;

/// <summary>A rising curve with numbered marks on it.</summary>
internal static class CurveSvg
{
    private const int Width = 720;
    private const int Height = 250;
    private const int Left = 92;
    private const int Right = 24;
    private const int Top = 26;
    private const int Bottom = 40;

    public static void Write(
        HtmlBuilder html, ReportLanguage language, string title, string xName, string yName, IReadOnlyList<(double X, double Y)> points, IReadOnlyList<(double X, double Y)> marks)
    {
        double mostX = Math.Max(points.Max(p => p.X), 1);
        double mostY = Math.Max(points.Max(p => p.Y), 1e-9);
        html.Raw($"<svg role=\"img\" viewBox=\"0 0 {Width} {Height}\"><title>").Text(title).Raw("</title><g class=\"axis\">");
        foreach (double tick in Ticks(mostX))
        {
            html.Raw("<path d=\"M").Number(X(tick)).Raw($" {Top}V{Height - Bottom}\"/><text text-anchor=\"middle\" x=\"").Number(X(tick)).Raw($"\" y=\"{Height - Bottom + 16}\">")
                .Text(language.Whole(tick)).Raw("</text>");
        }

        foreach (double tick in Ticks(mostY))
        {
            html.Raw($"<path d=\"M{Left} ").Number(Y(tick)).Raw($"H{Width - Right}\"/><text text-anchor=\"end\" x=\"{Left - 8}\" y=\"").Number(Y(tick) + 4).Raw("\">")
                .Text(language.Amount(tick)).Raw("</text>");
        }

        html.Raw($"<text class=\"name\" text-anchor=\"end\" x=\"{Width - Right}\" y=\"{Height - 6}\">").Text(xName)
            .Raw($"</text><text class=\"name\" x=\"8\" y=\"{Top - 12}\">").Text(yName).Raw("</text></g><path class=\"curve\" d=\"");
        for (int i = 0; i < points.Count; i++)
        {
            html.Raw(i == 0 ? "M" : "L").Number(X(points[i].X)).Raw(" ").Number(Y(points[i].Y));
        }

        html.Raw("\"/>");
        for (int i = 0; i < marks.Count; i++)
        {
            html.Raw("<circle class=\"mark\" r=\"9\" cx=\"").Number(X(marks[i].X)).Raw("\" cy=\"").Number(Y(marks[i].Y)).Raw("\"/><text class=\"in\" text-anchor=\"middle\" x=\"").Number(X(marks[i].X))
                .Raw("\" y=\"").Number(Y(marks[i].Y) + 4).Raw("\">").Number(i + 1).Raw("</text>");
        }

        html.Raw("</svg>\n");

        double X(double x) => Left + (x / mostX * (Width - Left - Right));
        double Y(double y) => Top + ((1 - (y / mostY)) * (Height - Top - Bottom));
    }

    private static IEnumerable<double> Ticks(double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(most / 5)));
        double step = power * (most / 5 / power) switch { <= 1.25 => 1, <= 2.5 => 2, <= 6 => 5, _ => 10 };
        for (int i = 0; i * step <= most * 1.0000001; i++)
        {
            yield return i * step;
        }
    }
}
