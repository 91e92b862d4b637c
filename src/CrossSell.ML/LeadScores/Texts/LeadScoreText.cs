using System.Globalization;
using System.Text;

namespace CrossSell.ML.LeadScores;

/// <summary>The words of a points card in one language.</summary>
/// <remarks>Numbers are written here and not by the culture data of the machine, so that the text is the same everywhere.</remarks>
internal abstract class LeadScoreText(NumberFormatInfo format)
{
    protected NumberFormatInfo Format { get; } = format;

    public static LeadScoreText For(CultureInfo culture) =>
        string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal) ? GermanLeadScoreText.Instance : EnglishLeadScoreText.Instance;

    public string Card(LeadScoreCard card, Func<string, string> nameOf)
    {
        var text = new StringBuilder(Title(card.MostPoints)).Append('\n');
        foreach (LeadCriterion criterion in card.Criteria)
        {
            text.Append('\n').Append(NameOf(criterion, nameOf)).Append('\n');
            foreach (LeadClass line in criterion.Classes)
            {
                text.Append("  ").Append(Values(criterion, line)).Append(": ").Append(Points(line.Points)).Append('\n');
            }
        }

        foreach (LeadGrid grid in card.Grids)
        {
            string columns = NameOf(grid.Columns, nameOf);
            text.Append('\n').Append(NameOf(grid.Rows, nameOf)).Append(" × ").Append(columns).Append('\n');
            for (int r = 0; r < grid.Cells.Count; r++)
            {
                text.Append("  ").Append(Values(grid.Rows, grid.Rows.Classes[r])).Append(":\n");
                for (int c = 0; c < grid.Cells[r].Count; c++)
                {
                    text.Append("    ").Append(columns).Append(' ').Append(Values(grid.Columns, grid.Columns.Classes[c])).Append(": ").Append(Points(grid.Cells[r][c].Points)).Append('\n');
                }
            }
        }

        text.Append('\n');
        foreach (LeadScoreBand band in card.Bands)
        {
            text.Append(Band(band)).Append('\n');
        }

        return text.Append('\n').Append(Quality(card.Quality, card.Columns.Count)).Append('\n').ToString();
    }

    public string Values(LeadCriterion criterion, LeadClass line)
    {
        if (line.IsUnknownOnly)
        {
            return Unknown;
        }

        List<string> parts = criterion.Kind == CustomerColumnKind.Categorical ? [.. line.Levels] : [Range(criterion, line)];
        if (line.IncludesOthers)
        {
            parts.Add(Others);
        }

        if (line.IncludesUnknown && criterion.HasUnknown)
        {
            parts.Add(Unknown);
        }

        return parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))} {Or} {parts[^1]}";
    }

    private string NameOf(LeadCriterion criterion, Func<string, string> nameOf) => criterion.Kind == CustomerColumnKind.Date ? YearsSince(nameOf(criterion.Column)) : nameOf(criterion.Column);

    protected abstract string Unknown { get; }

    protected abstract string Others { get; }

    protected abstract string Known { get; }

    protected abstract string Or { get; }

    protected abstract string Yes { get; }

    protected abstract string No { get; }

    protected abstract string Title(int most);

    protected abstract string Points(int points);

    protected abstract string YearsSince(string name);

    protected abstract string Below(string number);

    protected abstract string From(string number);

    protected abstract string To(string from, string to);

    protected abstract string FromBelow(string from, string below);

    protected abstract string Band(LeadScoreBand band);

    protected abstract string Quality(LeadScoreQuality quality, int criteria);

    protected string Percent(double share) => (100 * share).ToString(share is < 0.0995 and > 0 ? "0.0" : "0", Format);

    protected string Digits(double value) => value.ToString("0.000", Format);

    /// <summary>By how much the card is behind the full model, with the standard error where one is known; null where it is not behind.</summary>
    protected string? Loss(LeadScoreQuality quality) => quality.Loss is not >= 0.0005 ? null
        : quality.StandardError is { } error ? $"{Digits(quality.Loss.Value)} ± {Digits(error)}"
        : Digits(quality.Loss.Value);

    private string Range(LeadCriterion criterion, LeadClass line)
    {
        if (line.From is null && line.Below is null)
        {
            return Known;
        }

        if (criterion.Kind == CustomerColumnKind.Boolean)
        {
            return line.From is null ? No : Yes;
        }

        if (criterion.Order.Count > 0)
        {
            int first = line.From is { } from ? (int)from : 0;
            int last = line.Below is { } below ? (int)below - 1 : criterion.Order.Count - 1;
            return first == last ? criterion.Order[first] : To(criterion.Order[first], criterion.Order[last]);
        }

        return (line.From, line.Below) switch
        {
            (null, { } below) => Below(Number(below)),
            ({ } from, null) => From(Number(from)),
            ({ } from, { } below) when criterion.IsWhole => below - from == 1 ? Number(from) : To(Number(from), Number(below - 1)),
            ({ } from, { } below) => FromBelow(Number(from), Number(below)),
            _ => Known,
        };
    }

    private string Number(double value) => value.ToString("#,0.####", Format);
}
