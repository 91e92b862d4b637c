using System.Globalization;

namespace CrossSell;

/// <inheritdoc/>
internal sealed class EnglishReasonText : ReasonText
{
    private static readonly NumberFormatInfo Format = Separators(",", ".");

    public static EnglishReasonText Instance { get; } = new();

    public override string Rule(ReasonFacts facts, IReadOnlyList<string> antecedent, string consequent)
    {
        string share = $"{Percent(facts.Share, Format)}% of {(facts.ByBasket ? "baskets" : "customers")} with {List(antecedent, "and")} also ";
        string has = facts.ByBasket ? $"contain {consequent}" : $"have {consequent}";
        string times = facts.Lift is > 1 ? $", {facts.Lift.Value.ToString("0.0", Format)} times the share among all" : "";
        return $"{share}{has} ({Numbers(facts)}{times}).";
    }

    public override string Popular(ReasonFacts facts, string product) =>
        $"Popular: {Percent(facts.Share, Format)}% of all {(facts.ByBasket ? "baskets contain" : "customers have")} {product} ({Numbers(facts)}).";

    public override string Propensity(IReadOnlyList<string> grounds) => $"What speaks most for it: {List(grounds, "and")}.";

    public override string Owned(IReadOnlyList<string> owned, string product) => $"Whoever has bought {List(owned, "and")} is more likely to buy {product}.";

    public override string Trend(ReasonFacts facts, string product) =>
        $"In demand: many have bought {product} of late ({Numbers(facts)} {(facts.ByBasket ? "baskets" : "customers")} in all).";

    public override string ColdStart(ReasonFacts facts, string product) =>
        $"No purchases of this customer are known that a rule could use; {Percent(facts.Share, Format)}% of all {(facts.ByBasket ? "baskets contain" : "customers have")} {product} ({Numbers(facts)}).";

    private static string Numbers(ReasonFacts facts) => $"{Count(facts.With, Format)} of {Count(facts.Of, Format)}";
}
