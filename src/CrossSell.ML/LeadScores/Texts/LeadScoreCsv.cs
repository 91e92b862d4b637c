using System.Globalization;
using System.Text;

namespace CrossSell.ML.LeadScores;

/// <summary>The tables of a card as comma-separated values (RFC 4180, line feeds, invariant numbers).</summary>
internal static class LeadScoreCsv
{
    private static readonly System.Buffers.SearchValues<char> _special = System.Buffers.SearchValues.Create(",\"\r\n");

    public static string Criteria(LeadScoreCard card)
    {
        var text = new StringBuilder("criterion,from,below,levels,others,unknown,points,customers,buyer_share\n");
        foreach (LeadCriterion criterion in card.Criteria)
        {
            foreach (LeadClass line in criterion.Classes)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Field(criterion.Column)},{Number(line.From)},{Number(line.Below)},{Field(string.Join('|', line.Levels))},{Flag(line.IncludesOthers)},{Flag(line.IncludesUnknown)},{line.Points},{Number(line.Customers)},{Number(line.BuyerShare)}\n");
            }
        }

        return text.ToString();
    }

    public static string Bands(LeadScoreCard card)
    {
        var text = new StringBuilder("from_points,to_points,customers,probability,buyer_share,lift\n");
        foreach (LeadScoreBand band in card.Bands)
        {
            text.Append(CultureInfo.InvariantCulture, $"{band.FromPoints},{band.ToPoints},{Number(band.Customers)},{Number(band.Probability)},{Number(band.BuyerShare)},{Number(band.Lift)}\n");
        }

        return text.ToString();
    }

    private static string Number(double? value) => value is { } known && !double.IsNaN(known) ? known.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(_special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
