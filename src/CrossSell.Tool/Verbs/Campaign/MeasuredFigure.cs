using System.Globalization;
using System.Text;
using System.Text.Json;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>A figure of a campaign's measurement: what both arms have, the difference with its interval, and how likely it is by chance. What does not apply is null.</summary>
internal sealed record MeasuredFigure(string Campaign, string Name, double? Treated, double? Control, double? Value, double? Lower, double? Upper, double? P)
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true };

    /// <summary>The reason that the figure counts; null for every other figure.</summary>
    public DeclineReason? Reason { get; private init; }

    public static IReadOnlyList<MeasuredFigure> Of(IReadOnlyList<CampaignMeasurement> campaigns, double level)
    {
        IReadOnlyList<double> adjusted = CampaignReport.AdjustedPValues([.. campaigns.Select(one => one.Report)]);
        return [.. campaigns.SelectMany((one, place) => Of(one, adjusted[place], level))];
    }

    /// <summary>One JSON array; infinities are texts.</summary>
    public static string Json(IReadOnlyList<MeasuredFigure> figures)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_indented))
        {
            json.WriteStartArray();
            foreach (MeasuredFigure figure in figures)
            {
                json.WriteStartObject();
                json.WriteString("campaign", figure.Campaign);
                json.WriteString("figure", figure.Name);
                foreach ((string name, double? value) in figure.Numbers)
                {
                    Number(json, name, value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>A table to read.</summary>
    public static string Table(IReadOnlyList<MeasuredFigure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"campaign",-20} {"figure",-26} {"treated",12} {"control",12} {"value",12} {"lower",12} {"upper",12} {"p",9}");
        foreach (MeasuredFigure figure in figures)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{figure.Campaign,-20} {figure.Name,-26} {Shown(figure.Treated),12} {Shown(figure.Control),12} {Shown(figure.Value),12} {Shown(figure.Lower),12} {Shown(figure.Upper),12} {Shown(figure.P),9}");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>A number as a person reads it.</summary>
    public static string Shown(double? value, NumberFormatInfo? numbers = null) => value switch
    {
        null => "",
        double.PositiveInfinity => "Inf",
        { } known => known.ToString(Math.Abs(known) >= 1000 ? "0" : "0.#####", numbers ?? NumberFormatInfo.InvariantInfo),
    };

    private IEnumerable<(string, double?)> Numbers =>
        [("treated", Treated), ("control", Control), ("value", Value), ("lower", Lower), ("upper", Upper), ("p", P)];

    private static IEnumerable<MeasuredFigure> Of(CampaignMeasurement measured, double adjusted, double level)
    {
        CampaignReport report = measured.Report;
        string id = measured.Campaign;
        yield return new MeasuredFigure(id, "customers", report.Acceptances.Treated, report.Acceptances.Control, null, null, null, report.SampleRatio?.PValue);
        yield return new MeasuredFigure(id, "contacted", report.Contacted, 0, null, null, null, null);
        yield return Share("responses", report.Responses, report.Responses.PValue);
        yield return Share("acceptances", report.Acceptances, adjusted);
        yield return Share("opt-outs", report.OptOuts, report.OptOuts.PValue);
        yield return Share("complaints", report.Complaints, report.Complaints.PValue);
        yield return Mean("revenue a customer", report.Revenue);
        yield return Mean("margin a customer", report.Margin);
        yield return Of(id, "revenue, by bootstrap", report.Revenue.ByBootstrap);
        yield return Of(id, "incremental sales", report.Acceptances.Incremental);
        yield return Of(id, "incremental margin", report.Margin.Incremental);
        yield return new MeasuredFigure(id, "cost of contacts", report.Cost, 0, report.Cost, null, null, null);
        yield return report.CostPerIncrementalSale is { } cost ? Of(id, "cost of an additional sale", cost) : new MeasuredFigure(id, "cost of an additional sale", null, null, null, null, null, null);
        yield return Of(id, "profit", report.Profit);
        foreach (DeclineReason reason in measured.Reasons.Reasons)
        {
            // A reason that somebody gave has a share.
            yield return Of(id, $"declined: {reason}", measured.Reasons.ShareOf(reason, level)!) with { Treated = measured.Reasons.CountOf(reason), Reason = reason };
        }

        MeasuredFigure Share(string name, ShareEffect effect, double p) => new(
            id, name, (double)effect.TreatedHits / effect.Treated, (double)effect.ControlHits / effect.Control, effect.Difference.Value, effect.Difference.Lower, effect.Difference.Upper, p);

        MeasuredFigure Mean(string name, MeanEffect effect) => new(
            id, name, effect.TreatedMean, effect.ControlMean, effect.Difference.Value, effect.Difference.Lower, effect.Difference.Upper, effect.PValue);
    }

    private static MeasuredFigure Of(string campaign, string name, Interval interval) => new(campaign, name, null, null, interval.Value, interval.Lower, interval.Upper, null);

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        switch (value)
        {
            case null or double.NaN:
                json.WriteNull(name);
                break;
            case double.PositiveInfinity:
                json.WriteString(name, "Inf");
                break;
            case double.NegativeInfinity:
                json.WriteString(name, "-Inf");
                break;
            default:
                json.WriteNumber(name, value.Value);
                break;
        }
    }
}
