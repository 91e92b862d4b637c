using System.Globalization;

namespace CrossSell.ML.LeadScores;

/// <inheritdoc/>
internal sealed class EnglishLeadScoreText() : LeadScoreText(new NumberFormatInfo { NumberGroupSeparator = ",", NumberDecimalSeparator = "." })
{
    public static EnglishLeadScoreText Instance { get; } = new();

    protected override string Unknown => "not known";

    protected override string Others => "others";

    protected override string Known => "known";

    protected override string Or => "or";

    protected override string Yes => "yes";

    protected override string No => "no";

    protected override string Title(int most) => $"Points card, up to {most} points";

    protected override string Points(int points) => points == 1 ? "1 point" : $"{points} points";

    protected override string YearsSince(string name) => $"{name} (years since)";

    protected override string Below(string number) => $"below {number}";

    protected override string From(string number) => $"{number} or more";

    protected override string To(string from, string to) => $"{from} to {to}";

    protected override string FromBelow(string from, string below) => $"{from} to below {below}";

    protected override string Band(LeadScoreBand band)
    {
        string points = band.FromPoints == band.ToPoints ? Points(band.FromPoints) : $"{band.FromPoints} to {band.ToPoints} points";
        return $"{points}: {Percent(band.Probability)}% buy, {band.Lift.ToString("0.0", Format)} times as many as of all";
    }

    protected override string Quality(LeadScoreQuality quality, int criteria)
    {
        if (quality.Auc is not { } auc || quality.FullAuc is not { } full)
        {
            return "How well the card sorts cannot be told: no part held out has both buyers and others.";
        }

        string verdict = Loss(quality) is not { } loss ? "it loses nothing."
            : quality.IsWithinAllowedLoss ? $"that is {loss} behind it and within the {Digits(quality.AllowedLoss)} that were allowed."
            : $"that is {loss} behind it, and {criteria} criteria were the best there was to come within {Digits(quality.AllowedLoss)}: for close decisions use the full model.";
        return $"On customers held out the card sorts with an area under the curve of {Digits(auc)}, the full model with {Digits(full)}; {verdict}";
    }
}
