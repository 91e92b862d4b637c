using System.Globalization;

namespace CrossSell;

/// <inheritdoc/>
internal sealed class GermanReasonText : ReasonText
{
    private static readonly NumberFormatInfo Format = Separators(".", ",");

    public static GermanReasonText Instance { get; } = new();

    public override string Rule(ReasonFacts facts, IReadOnlyList<string> antecedent, string consequent)
    {
        string share = $"{Percent(facts.Share, Format)} % der {(facts.ByBasket ? "Einkäufe" : "Kunden")} mit {List(antecedent, "und")} ";
        string has = facts.ByBasket ? $"enthalten auch {consequent}" : $"haben auch {consequent}";
        string times = facts.Lift is > 1 ? $", das {facts.Lift.Value.ToString("0.0", Format)}-Fache des Anteils unter allen" : "";
        return $"{share}{has} ({Numbers(facts)}{times}).";
    }

    public override string Popular(ReasonFacts facts, string product) =>
        $"Beliebt: {Percent(facts.Share, Format)} % aller {(facts.ByBasket ? "Einkäufe enthalten" : "Kunden haben")} {product} ({Numbers(facts)}).";

    public override string Propensity(IReadOnlyList<string> grounds) => $"Dafür spricht vor allem: {List(grounds, "und")}.";

    public override string Owned(IReadOnlyList<string> owned, string product) => $"Wer {List(owned, "und")} gekauft hat, kauft eher {product}.";

    public override string Trend(ReasonFacts facts, string product) =>
        $"Gefragt: {product} wurde zuletzt viel gekauft (insgesamt {Numbers(facts)} {(facts.ByBasket ? "Einkäufen" : "Kunden")}).";

    public override string ColdStart(ReasonFacts facts, string product) =>
        $"Von diesem Kunden sind keine Käufe bekannt, aus denen eine Regel schließen könnte; {Percent(facts.Share, Format)} % aller {(facts.ByBasket ? "Einkäufe enthalten" : "Kunden haben")} {product} ({Numbers(facts)}).";

    private static string Numbers(ReasonFacts facts) => $"{Count(facts.With, Format)} von {Count(facts.Of, Format)}";
}
