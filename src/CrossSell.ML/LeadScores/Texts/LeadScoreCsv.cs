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
                text.Append(CultureInfo.InvariantCulture, $"{Answer(criterion, line)},{line.Points},{Number(line.Customers)},{Number(line.BuyerShare)}\n");
            }
        }

        return text.ToString();
    }

    public static string Grids(LeadScoreCard card)
    {
        var text = new StringBuilder("row_criterion,row_from,row_below,row_levels,row_others,row_unknown,column_criterion,column_from,column_below,column_levels,column_others,column_unknown,points,customers,buyer_share\n");
        foreach (LeadGrid grid in card.Grids)
        {
            for (int r = 0; r < grid.Cells.Count; r++)
            {
                for (int c = 0; c < grid.Cells[r].Count; c++)
                {
                    LeadCell cell = grid.Cells[r][c];
                    text.Append(CultureInfo.InvariantCulture, $"{Answer(grid.Rows, grid.Rows.Classes[r])},{Answer(grid.Columns, grid.Columns.Classes[c])},{cell.Points},{Number(cell.Customers)},{Number(cell.BuyerShare)}\n");
                }
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

    private static string Answer(LeadCriterion criterion, LeadClass line) =>
        $"{Field(criterion.Column)},{Number(line.From)},{Number(line.Below)},{Field(string.Join('|', line.Levels))},{Flag(line.IncludesOthers)},{Flag(line.IncludesUnknown)}";

    private static string Number(double? value) => value is { } known && !double.IsNaN(known) ? known.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(_special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
