using CrossSell.Html;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The map of rules: items left and right, a dot for each rule between them, links in the colour of its lift.</summary>
internal sealed class GraphSvg
{
    private const int Width = 1080;
    private const int LeftEdge = 300;
    private const int RightEdge = 780;
    private const int Middle = 540;
    private const int Row = 17;
    private const int Margin = 10;
    private const int LongestLabel = 40;

    private readonly RulePageContent _content;
    private readonly IReadOnlyList<AssociationRule> _rules;
    private readonly GraphLayout _layout;
    private readonly int _height;
    private readonly double _mostSupport;

    public GraphSvg(RulePageContent content, IReadOnlyList<AssociationRule> rules)
    {
        _content = content;
        _rules = rules;
        _layout = new GraphLayout(rules);
        int rows = Math.Max(rules.Count, Math.Max(_layout.Left.Count, _layout.Right.Count));
        _height = 2 * Margin + Math.Max(rows, 3) * Row;
        _mostSupport = rules.Max(rule => rule.Support);
    }

    public void Write(HtmlBuilder html)
    {
        html.Raw($"<svg class=\"map\" role=\"img\" viewBox=\"0 0 {Width} {_height}\">");
        for (int rule = 0; rule < _rules.Count; rule++)
        {
            WriteRule(html, rule);
        }

        WriteLabels(html, _layout.Left, _layout.LeftPlaces, LeftEdge - 8, "end", rule => _layout.IntoRule(rule));
        WriteLabels(html, _layout.Right, _layout.RightPlaces, RightEdge + 8, "start", rule => _layout.OutOfRule(rule));
        html.Raw("</svg>");
    }

    private void WriteRule(HtmlBuilder html, int rule)
    {
        double y = Y(_layout.RulePlaces[rule]);
        html.Raw($"<g class=\"{LiftScale.Class(_rules[rule].Lift)}\" data-rule=\"{rule}\"><path d=\"");
        foreach (int item in _layout.IntoRule(rule))
        {
            Link(html, LeftEdge, Y(_layout.LeftPlaces[item]), Middle, y);
        }

        foreach (int item in _layout.OutOfRule(rule))
        {
            Link(html, Middle, y, RightEdge, Y(_layout.RightPlaces[item]));
        }

        double radius = 3 + 4 * Math.Sqrt(_rules[rule].Support / _mostSupport);
        html.Raw("\"/><circle cx=\"").Number(Middle).Raw("\" cy=\"").Number(y).Raw("\" r=\"").Number(radius).Raw("\"/><title>")
            .Text(RuleTitle.Of(_rules[rule], _content)).Raw("</title></g>");
    }

    private static void Link(HtmlBuilder html, double x1, double y1, double x2, double y2)
    {
        double bend = (x2 - x1) * 0.5;
        html.Raw("M").Number(x1).Raw(" ").Number(y1).Raw("C").Number(x1 + bend).Raw(" ").Number(y1).Raw(" ").Number(x2 - bend).Raw(" ").Number(y2)
            .Raw(" ").Number(x2).Raw(" ").Number(y2);
    }

    private void WriteLabels(HtmlBuilder html, IReadOnlyList<int> items, double[] places, int x, string anchor, Func<int, IReadOnlyList<int>> itemsOf)
    {
        for (int i = 0; i < items.Count; i++)
        {
            string name = _content.NameOf(_content.ItemIds[items[i]]);
            string rules = string.Join(' ', Enumerable.Range(0, _rules.Count).Where(rule => itemsOf(rule).Contains(i)));
            html.Raw($"<text class=\"item\" data-rules=\"{rules}\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"").Number(Y(places[i]) + 4).Raw("\">")
                .Text(Shorten(name)).Raw("<title>").Text(name).Raw("</title></text>");
        }
    }

    private double Y(double place) => Margin + place * (_height - 2 * Margin);

    private static string Shorten(string name)
    {
        string line = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
        if (line.Length <= LongestLabel)
        {
            return line;
        }

        int cut = LongestLabel - 1;
        return (char.IsHighSurrogate(line[cut - 1]) ? line[..(cut - 1)] : line[..cut]) + "…";
    }
}
