namespace CrossSell.ML.Report;

/// <summary>The points card: a few questions that tell who is likely to buy.</summary>
internal static class LeadSection
{
    public static void Write(ReportWriter w, Study s)
    {
        (ReportLanguage l, LeadFigures lead) = (w.L, s.Lead);
        w.Begin(
            "lead",
            l.Word("Points card: who is likely to buy", "Punktekarte: wer wohl kauft"),
            lead.Card is null
                ? l.Word("Keep the purchases of more time and customers; a card needs enough who bought and enough who did not.", "Käufe über mehr Zeit und Kunden aufbewahren; eine Karte braucht genug, die kauften, und genug, die nicht kauften.")
                : l.Say(
                    $"Add up the points before a conversation; from {lead.Card.Bands[0].FromPoints} points on the probability is {l.Percent(lead.Card.Bands[0].Probability)}, so take these first.",
                    $"Vor dem Gespräch die Punkte zusammenzählen; ab {lead.Card.Bands[0].FromPoints} Punkten ist die Wahrscheinlichkeit {l.Percent(lead.Card.Bands[0].Probability)}, diese also zuerst."));
        if (lead.Card is not { } card)
        {
            w.Note($"There is no card: {lead.WhyNot}", $"Es gibt keine Karte (englisch): {lead.WhyNot}");
        }
        else
        {
            w.Say(
                $"Of {lead.Customers:N0} who were customers {lead.Days:N0} days before now, {lead.Buyers:N0} bought since. These questions told them apart best:",
                $"Von {lead.Customers:N0}, die {lead.Days:N0} Tage vor dem Stichtag Kunden waren, kauften seither {lead.Buyers:N0}. Diese Fragen unterschieden sie am besten:");
            if (card.Criteria.Count > 0)
            {
                w.Table(
                    [l.Word("Question", "Frage"), l.Word("Answer", "Antwort"), l.Word("#Points", "#Punkte"), l.Word("#Customers", "#Kunden"), l.Word("#Bought", "#Kauften")],
                    card.Criteria.SelectMany(c => c.Classes.Select((line, i) => new[]
                    {
                        i == 0 ? Question(l, s, c) : "", LeadScoreCard.DescribeClass(c, line, l.Culture), l.Whole(line.Points), l.Whole(line.Customers), l.Percent(line.BuyerShare),
                    })));
            }

            foreach (LeadGrid grid in card.Grids)
            {
                w.Heading(
                    $"Points for {Question(ReportLanguage.English, s, grid.Rows)} and {Question(ReportLanguage.English, s, grid.Columns)} together",
                    $"Punkte für {Question(ReportLanguage.German, s, grid.Rows)} und {Question(ReportLanguage.German, s, grid.Columns)} zusammen");
                w.Table(
                    [$"{Question(l, s, grid.Rows)} ↓  {Question(l, s, grid.Columns)} →", .. grid.Columns.Classes.Select(c => "#" + LeadScoreCard.DescribeClass(grid.Columns, c, l.Culture))],
                    grid.Cells.Select((row, r) => (string[])[LeadScoreCard.DescribeClass(grid.Rows, grid.Rows.Classes[r], l.Culture), .. row.Select(cell => l.Whole(cell.Points))]),
                    shade: (row, column) => column == 0 ? "" : Shade(grid.Cells[row][column - 1].Points, grid.MostPoints));
            }

            w.Table(
                [l.Word("Sum of points", "Punktsumme"), l.Word("#Customers", "#Kunden"), l.Word("#Probability", "#Wahrscheinlichkeit"), l.Word("#Bought", "#Kauften"), l.Word("#Times the mean", "#Faches des Mittels")],
                card.Bands.Select(b => new[]
                {
                    b.FromPoints == b.ToPoints ? l.Whole(b.FromPoints) : l.Say($"{b.FromPoints} to {b.ToPoints}", $"{b.FromPoints} bis {b.ToPoints}"),
                    l.Whole(b.Customers), l.Percent(b.Probability), l.Percent(b.BuyerShare), l.Amount(b.Lift),
                }));
            w.Note(
                $"On customers held out the card puts a buyer before a non-buyer in {l.Percent(card.Quality.Auc ?? double.NaN)} of all pairs, the full model in {l.Percent(card.Quality.FullAuc ?? double.NaN)}{(card.Quality.IsWithinAllowedLoss ? "" : "; so few questions do not reach it")}.",
                $"Bei zurückgehaltenen Kunden stellt die Karte in {l.Percent(card.Quality.Auc ?? double.NaN)} aller Paare den Käufer vor den Nichtkäufer, das volle Modell in {l.Percent(card.Quality.FullAuc ?? double.NaN)}{(card.Quality.IsWithinAllowedLoss ? "" : "; mit so wenigen Fragen ist es nicht zu erreichen")}.");
        }

        w.End();
    }

    // The more points, the darker, in four steps.
    private static string Shade(int points, int most) => most <= 0 ? "" : $"h{Math.Clamp(1 + (4 * points / (most + 1)), 1, 4)}";

    // Of a date the years since count.
    private static string Question(ReportLanguage l, Study s, LeadCriterion criterion) =>
        Name(l, s, criterion.Column) + (criterion.Kind == CustomerColumnKind.Date ? l.Word(" (years since)", " (Jahre seither)") : "");

    /// <summary>A column's name for a reader; those made of purchases in his language, with the names of products.</summary>
    public static string Name(ReportLanguage l, Study s, string column)
    {
        string ProductOf(string start) => LadderSection.ProductName(l, s, new ProductId(column[start.Length..]));
        return column switch
        {
            "months since the last purchase" => l.Word("months since the last purchase", "Monate seit dem letzten Kauf"),
            "months since the first purchase" => l.Word("months since the first purchase", "Monate seit dem ersten Kauf"),
            "purchases so far" => l.Word("purchases so far", "Käufe bisher"),
            "revenue so far" => l.Word("revenue so far", "Umsatz bisher"),
            "products so far" => l.Word("products so far", "Produkte bisher"),
            _ when After("has any of ") is { } category => l.Word($"has any of {category}", $"hat etwas aus {category}"),
            _ when After("has ") is not null => l.Word($"has {ProductOf("has ")}", $"hat {ProductOf("has ")}"),
            _ when After("months since ") is not null => l.Word($"months since {ProductOf("months since ")}", $"Monate seit {ProductOf("months since ")}"),
            _ => s.IsAttribute(column) ? column.Replace('_', ' ') : column,
        };

        string? After(string start) => column.StartsWith(start, StringComparison.Ordinal) && !s.IsAttribute(column) ? column[start.Length..] : null;
    }
}
