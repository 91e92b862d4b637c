using CrossSell.Html;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Support against confidence, coloured by lift.</summary>
internal sealed class ScatterSvg(RulePageContent content, int most)
{
    private const int Width = 1080;
    private const int Height = 420;
    private const int Left = 58;
    private const int Right = 16;
    private const int Top = 28;
    private const int Bottom = 46;

    private readonly AssociationRule[] _rules = [.. content.Rules.Take(most)];

    public int Shown => _rules.Length;

    public void Write(HtmlBuilder html)
    {
        PageTexts texts = content.Texts;
        var x = Axis.ForSupport(_rules.Min(r => r.Support), _rules.Max(r => r.Support));
        var y = Axis.Linear(_rules.Min(r => r.Confidence), _rules.Max(r => r.Confidence), mostPossible: 1);
        html.Raw($"<svg class=\"cloud\" role=\"img\" viewBox=\"0 0 {Width} {Height}\"><g class=\"axis\">");
        foreach (double tick in x.Ticks)
        {
            double at = Left + x.Place(tick) * (Width - Left - Right);
            html.Raw("<path d=\"M").Number(at).Raw(" ").Number(Top).Raw("V").Number(Height - Bottom).Raw("\"/><text text-anchor=\"middle\" x=\"").Number(at)
                .Raw("\" y=\"").Number(Height - Bottom + 17).Raw("\">").Text(texts.RoundPercent(tick)).Raw("</text>");
        }

        foreach (double tick in y.Ticks)
        {
            double at = YOf(y, tick);
            html.Raw("<path d=\"M").Number(Left).Raw(" ").Number(at).Raw("H").Number(Width - Right).Raw("\"/><text text-anchor=\"end\" x=\"").Number(Left - 8)
                .Raw("\" y=\"").Number(at + 4).Raw("\">").Text(texts.RoundPercent(tick)).Raw("</text>");
        }

        html.Raw("<text class=\"name\" text-anchor=\"end\" x=\"").Number(Width - Right).Raw("\" y=\"").Number(Height - 8).Raw("\">")
            .Text(x.IsLogarithmic ? texts.LogScale : "Support").Raw("</text><text class=\"name\" x=\"").Number(Left).Raw("\" y=\"").Number(Top - 12).Raw("\">")
            .Text(texts.Name(RuleMeasures.Confidence)).Raw("</text></g>");

        // The rarest colours on top; among equals the stronger rule.
        int[] order = [.. Enumerable.Range(0, _rules.Length).OrderBy(i => LiftScale.Step(_rules[i].Lift)).ThenByDescending(i => i)];
        foreach (int i in order)
        {
            AssociationRule rule = _rules[i];
            html.Raw($"<circle class=\"{LiftScale.Class(rule.Lift)}\" r=\"{(_rules.Length > 400 ? 3 : 4)}\" cx=\"")
                .Number(Left + x.Place(rule.Support) * (Width - Left - Right)).Raw("\" cy=\"").Number(YOf(y, rule.Confidence))
                .Raw("\"><title>").Text(RuleTitle.Of(rule, content)).Raw("</title></circle>");
        }

        html.Raw("</svg>");
    }

    private static double YOf(Axis axis, double value) => Top + (1 - axis.Place(value)) * (Height - Top - Bottom);
}
