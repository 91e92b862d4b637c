using System.Globalization;

namespace CrossSell.Mining;

/// <inheritdoc/>
internal sealed class GermanSuitabilityText : SuitabilityText
{
    private static readonly NumberFormatInfo Format = Separators(".", ",");

    public static GermanSuitabilityText Instance { get; } = new();

    public override string Name(SuitabilityGrade grade) => grade switch
    {
        SuitabilityGrade.Always => "immer mit anbieten",
        SuitabilityGrade.Good => "passt gut",
        SuitabilityGrade.Possible => "möglich",
        SuitabilityGrade.Unrelated => "ohne Zusammenhang",
        SuitabilityGrade.Unsuitable => "ungeeignet",
        _ => "nicht bekannt",
    };

    public override string Reason(PairSuitability pair, string owned, string offered, bool byBasket)
    {
        string units = byBasket ? "Einkäufe" : "Kunden";
        if (pair.Counts is not { } t)
        {
            return pair.Grade == SuitabilityGrade.Unrelated
                ? $"{units} mit {owned} {(byBasket ? "enthalten" : "haben")} {offered} etwa so oft wie andere."
                : $"{Count(pair.Owners, Format)} {units} mit {owned} und {Count(pair.Buyers, Format)} mit {offered} sind zu wenige, um es zu sagen.";
        }

        string only = pair.Grade == SuitabilityGrade.Unsuitable ? "nur " : "";
        string also = byBasket ? "enthalten auch" : "haben auch";
        string held = pair.IsHeldBackByMargin ? " Der zu erwartende Ertrag hält es von einer besseren Stufe ab." : "";
        return $"{only}{Percent(t, Format)} % der {units} mit {owned} {also} {offered} ({Count(t.N11, Format)} von {Count(t.N1x, Format)}, das {Lift(t, Format)}-Fache des Anteils unter allen).{held}";
    }
}
