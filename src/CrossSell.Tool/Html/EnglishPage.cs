using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The page in English.</summary>
internal sealed class EnglishPage : PageTexts
{
    public override string Language => "en";

    protected override NumberFormatInfo Numbers { get; } = Separators(".", ",");

    public override string Percent(double share) => Hundredths(share) + "%";

    public override string RoundPercent(double share) => RoundHundredths(share) + "%";

    public override string Title(TransactionUnit unit) => unit == TransactionUnit.Customer ? "What customers have together" : "What is bought together";

    public override string Units(TransactionUnit unit) => unit == TransactionUnit.Customer ? "customers" : "baskets";

    public override string Products => "products";

    public override string Rules(int count) => count == 1 ? "rule" : "rules";

    public override string Settings => "Settings";

    public override string MinSupport => "minimum support";

    public override string MinConfidence => "minimum confidence";

    public override string MinLift => "minimum lift";

    public override string MaxLength => "items at most";

    public override string MaxConsequent => "items on the right at most";

    public override string InWords => "In words";

    public override string InWordsNote(TransactionUnit unit) =>
        $"The rules with the largest effect: those that bring the most {Units(unit)} with both sides beyond what chance would.";

    public override string Map => "Map of the rules";

    public override string MapNote(string shown, string all) =>
        (shown == all ? "All rules." : $"The {shown} rules with the largest effect, of {all}.")
        + " Read from left to right: who has all that lead into a dot tends to have what it leads to.";

    public override string Cloud => "Support and confidence";

    public override string CloudNote(string shown, string all) =>
        shown == all ? "A dot is a rule; hover to see which." : $"A dot is a rule; hover to see which. Shown are the first {shown} of {all} rules, strongest first.";

    public override string Table => "All rules";

    public override string TableNote(string shown, string all) =>
        $"The table shows the first {shown} of {all} rules, strongest first; the others are not in this page. Raise a threshold, or write all rules with --output.";

    public override string Printed(string rows) => $"Printed are the first {rows} rules of the table, as it was sorted and filtered on the screen.";

    public override string NoRules => "No rule meets these settings. A lower minimum support or confidence finds more.";

    public override string Antecedent => "If";

    public override string Consequent => "then";

    public override string Count => "Count";

    public override string CountHelp(TransactionUnit unit, bool isWeighted) =>
        isWeighted ? $"The weight of the {Units(unit)} that have both sides, in small units: newer ones weigh more." : $"How many {Units(unit)} have both sides.";

    public override string Always(TransactionUnit unit) => $"(any of the {Units(unit)})";

    public override string Search => "Search products";

    public override string Any => "then: any product";

    public override string AtLeast(string measure) => $"{measure} from";

    public override string Visible => "{0} of {1} rules";

    public override string Reset => "Reset";

    public override string LiftLegend => "Lift";

    public override string SizeLegend => "The larger the dot, the larger the support.";

    public override string LogScale => "support (logarithmic)";

    public override string HowToRead => "How to read the figures";

    public override IReadOnlyList<(string Term, string Meaning)> Terms(TransactionUnit unit) =>
    [
        ("Support", $"The share of all {Units(unit)} that have both sides of the rule: how often it applies."),
        ("Confidence", $"Of the {Units(unit)} with the left side, the share that have the right side as well: how reliable it is."),
        ("Lift", "How many times as often both sides occur together as they would by chance. 1 is chance; below 1 they avoid each other."),
    ];

    public override string Footer => "Made with CrossSell. The page needs no network and holds its data itself. A rule shows what goes together, not what causes what.";

    public override string Sentence(TransactionUnit unit, bool isWeighted, string antecedent, string consequent, RuleCounts counts)
    {
        string who = unit == TransactionUnit.Customer ? "customers with" : "baskets with";
        string share = Whole((long)Math.Round(100.0 * counts.N11 / counts.N1x));
        double lift = (double)counts.N * counts.N11 / ((double)counts.N1x * counts.Nx1);
        return $"Of 100 {who} {antecedent}, <b>{share}</b> also have {consequent}. "
            + $"<span class=\"q\">{(isWeighted ? "newer ones weigh more" : $"{Whole(counts.N11)} of {Whole(counts.N1x)}")}; {Number(lift)} times the share among all {Units(unit)}</span>";
    }

    public override string Name(RuleMeasure measure) => Short(measure.Title);
}
