using System.Globalization;

namespace CrossSell.ML.LeadScores;

/// <inheritdoc/>
internal sealed class GermanLeadScoreText() : LeadScoreText(new NumberFormatInfo { NumberGroupSeparator = ".", NumberDecimalSeparator = "," })
{
    public static GermanLeadScoreText Instance { get; } = new();

    protected override string Unknown => "nicht bekannt";

    protected override string Others => "andere";

    protected override string Known => "bekannt";

    protected override string Or => "oder";

    protected override string Yes => "ja";

    protected override string No => "nein";

    protected override string Title(int most) => $"Punktekarte, bis zu {most} Punkte";

    protected override string Points(int points) => points == 1 ? "1 Punkt" : $"{points} Punkte";

    protected override string YearsSince(string name) => $"{name} (Jahre seither)";

    protected override string Below(string number) => $"unter {number}";

    protected override string From(string number) => $"ab {number}";

    protected override string To(string from, string to) => $"{from} bis {to}";

    protected override string FromBelow(string from, string below) => $"{from} bis unter {below}";

    protected override string Band(LeadScoreBand band)
    {
        string points = band.FromPoints == band.ToPoints ? Points(band.FromPoints) : $"{band.FromPoints} bis {band.ToPoints} Punkte";
        return $"{points}: {Percent(band.Probability)} % kaufen, das {band.Lift.ToString("0.0", Format)}-Fache des Anteils unter allen";
    }

    protected override string Quality(LeadScoreQuality quality, int criteria)
    {
        if (quality.Auc is not { } auc || quality.FullAuc is not { } full)
        {
            return "Wie gut die Karte sortiert, lässt sich nicht sagen: Kein zurückgehaltener Teil enthält Käufer und andere.";
        }

        string verdict = Loss(quality) is not { } loss ? "sie verliert nichts."
            : quality.IsWithinAllowedLoss ? $"das liegt {loss} dahinter und innerhalb der erlaubten {Digits(quality.AllowedLoss)}."
            : $"das liegt {loss} dahinter, und mit {criteria} Kriterien kam nichts bis auf {Digits(quality.AllowedLoss)} heran: für knappe Entscheidungen das volle Modell nehmen.";
        return $"Auf zurückgehaltenen Kunden sortiert die Karte mit einer Fläche unter der Kurve von {Digits(auc)}, das volle Modell mit {Digits(full)}; {verdict}";
    }
}
