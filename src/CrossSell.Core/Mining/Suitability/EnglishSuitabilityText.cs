using System.Globalization;

namespace CrossSell.Mining;

/// <inheritdoc/>
internal sealed class EnglishSuitabilityText : SuitabilityText
{
    private static readonly NumberFormatInfo Format = Separators(",", ".");

    public static EnglishSuitabilityText Instance { get; } = new();

    public override string Name(SuitabilityGrade grade) => grade switch
    {
        SuitabilityGrade.Always => "always offer along",
        SuitabilityGrade.Good => "suits well",
        SuitabilityGrade.Possible => "possible",
        SuitabilityGrade.Unrelated => "unrelated",
        SuitabilityGrade.Unsuitable => "unsuitable",
        _ => "not known",
    };

    public override string Reason(PairSuitability pair, string owned, string offered, bool byBasket)
    {
        string units = byBasket ? "baskets" : "customers";
        if (pair.Counts is not { } t)
        {
            return pair.Grade == SuitabilityGrade.Unrelated
                ? $"{units} with {owned} {(byBasket ? "contain" : "have")} {offered} about as often as others."
                : $"{Count(pair.Owners, Format)} {units} with {owned} and {Count(pair.Buyers, Format)} with {offered} are too few to tell.";
        }

        string only = pair.Grade == SuitabilityGrade.Unsuitable ? "only " : "";
        string also = byBasket ? "also contain" : "also have";
        string held = pair.IsHeldBackByMargin ? " The margin to be expected keeps it from a better grade." : "";
        return $"{only}{Percent(t, Format)}% of {units} with {owned} {also} {offered} ({Count(t.N11, Format)} of {Count(t.N1x, Format)}, {Lift(t, Format)} times the share among all).{held}";
    }
}
