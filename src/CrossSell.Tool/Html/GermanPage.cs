using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The page in German.</summary>
internal sealed class GermanPage : PageTexts
{
    public override string Language => "de";

    protected override NumberFormatInfo Numbers { get; } = Separators(",", ".");

    public override string Percent(double share) => Hundredths(share) + "\u00A0%";

    public override string RoundPercent(double share) => RoundHundredths(share) + "\u00A0%";

    public override string Title(TransactionUnit unit) => unit == TransactionUnit.Customer ? "Was Kunden gemeinsam haben" : "Was zusammen gekauft wird";

    public override string Units(TransactionUnit unit) => unit == TransactionUnit.Customer ? "Kunden" : "Warenkörbe";

    public override string Products => "Produkte";

    public override string Rules(int count) => count == 1 ? "Regel" : "Regeln";

    public override string Settings => "Einstellungen";

    public override string MinSupport => "Mindestsupport";

    public override string MinConfidence => "Mindestkonfidenz";

    public override string MinLift => "Mindestlift";

    public override string MaxLength => "Produkte höchstens";

    public override string MaxConsequent => "Produkte rechts höchstens";

    public override string InWords => "In Worten";

    public override string InWordsNote(TransactionUnit unit) =>
        $"Die Regeln mit der größten Wirkung: jene, die über den Zufall hinaus die meisten {Units(unit)} mit beiden Seiten bringen.";

    public override string Map => "Karte der Regeln";

    public override string MapNote(string shown, string all) =>
        (shown == all ? "Alle Regeln." : $"Die {shown} Regeln mit der größten Wirkung, von {all}.")
        + " Von links nach rechts zu lesen: Wer alles hat, was in einen Punkt führt, hat eher auch das, wohin er führt.";

    public override string Cloud => "Support und Konfidenz";

    public override string CloudNote(string shown, string all) => shown == all
        ? "Ein Punkt ist eine Regel; welche, zeigt der Mauszeiger."
        : $"Ein Punkt ist eine Regel; welche, zeigt der Mauszeiger. Gezeigt sind die ersten {shown} von {all} Regeln, die stärksten zuerst.";

    public override string Table => "Alle Regeln";

    public override string TableNote(string shown, string all) =>
        $"Die Tabelle zeigt die ersten {shown} von {all} Regeln, die stärksten zuerst; die übrigen stehen nicht auf dieser Seite. Eine höhere Schwelle lässt weniger "
        + "Regeln übrig, --output schreibt alle.";

    public override string Printed(string rows) => $"Gedruckt sind die ersten {rows} Regeln der Tabelle, so wie sie am Bildschirm sortiert und gefiltert war.";

    public override string NoRules => "Keine Regel erfüllt diese Einstellungen. Mit kleinerem Mindestsupport oder kleinerer Mindestkonfidenz finden sich mehr.";

    public override string Antecedent => "Wenn";

    public override string Consequent => "dann";

    public override string Count => "Anzahl";

    public override string CountHelp(TransactionUnit unit, bool isWeighted) =>
        isWeighted ? $"Das Gewicht der {Units(unit)}, die beide Seiten haben, in kleinen Einheiten: neuere wiegen mehr." : $"Wie viele {Units(unit)} beide Seiten haben.";

    public override string Always(TransactionUnit unit) => unit == TransactionUnit.Customer ? "(jeder Kunde)" : "(jeder Warenkorb)";

    public override string Search => "Produkte suchen";

    public override string Any => "dann: jedes Produkt";

    public override string AtLeast(string measure) => $"{measure} ab";

    public override string Visible => "{0} von {1} Regeln";

    public override string Reset => "Zurücksetzen";

    public override string LiftLegend => "Lift";

    public override string SizeLegend => "Je größer der Punkt, desto größer der Support.";

    public override string LogScale => "Support (logarithmisch)";

    public override string HowToRead => "Wie die Zahlen zu lesen sind";

    public override IReadOnlyList<(string Term, string Meaning)> Terms(TransactionUnit unit) =>
    [
        ("Support", $"Der Anteil aller {Units(unit)}, die beide Seiten der Regel haben: wie oft sie greift."),
        ("Konfidenz", $"Der Anteil der {Units(unit)} mit der linken Seite, die auch die rechte haben: wie verlässlich sie ist."),
        ("Lift", "Wievielmal so oft beide Seiten zusammen vorkommen wie durch Zufall. 1 ist Zufall; unter 1 meiden sie einander."),
    ];

    public override string Footer => "Erstellt mit CrossSell. Die Seite braucht kein Netz und enthält ihre Daten selbst. Eine Regel zeigt, was zusammengeht, nicht, was wovon kommt.";

    public override string Sentence(TransactionUnit unit, bool isWeighted, string antecedent, string consequent, RuleCounts counts)
    {
        bool customers = unit == TransactionUnit.Customer;
        string share = Whole((long)Math.Round(100.0 * counts.N11 / counts.N1x));
        double lift = (double)counts.N * counts.N11 / ((double)counts.N1x * counts.Nx1);
        return $"Von 100 {(customers ? "Kunden" : "Warenkörben")} mit {antecedent} {(customers ? "haben" : "enthalten")} <b>{share}</b> auch {consequent}. "
            + $"<span class=\"q\">{(isWeighted ? "neuere wiegen mehr" : $"{Whole(counts.N11)} von {Whole(counts.N1x)}")}; das {Number(lift)}-Fache des Anteils unter allen {(customers ? "Kunden" : "Warenkörben")}</span>";
    }

    public override string Name(RuleMeasure measure) => measure == RuleMeasures.Confidence ? "Konfidenz" : Short(measure.Title);
}
