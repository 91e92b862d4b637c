using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>The words and numbers of the page that says what campaigns brought, in one language.</summary>
internal sealed class MeasureWords
{
    private readonly IReadOnlyDictionary<string, string> _figures;
    private readonly IReadOnlyDictionary<DeclineReason, string> _reasons;
    private readonly NumberFormatInfo _numbers;
    private readonly bool _isGerman;

    private MeasureWords(bool isGerman, IReadOnlyDictionary<string, string> figures, IReadOnlyDictionary<DeclineReason, string> reasons)
    {
        (_isGerman, _figures, _reasons) = (isGerman, figures, reasons);
        _numbers = isGerman ? new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } : NumberFormatInfo.InvariantInfo;
    }

    public static MeasureWords English { get; } = new(isGerman: false, new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<DeclineReason, string>
    {
        [DeclineReason.BadMoment] = "bad moment", [DeclineReason.Postponed] = "postponed", [DeclineReason.Price] = "price", [DeclineReason.NoNeed] = "no need", [DeclineReason.NotRelevant] = "not relevant",
        [DeclineReason.HasElsewhere] = "has it elsewhere", [DeclineReason.Channel] = "channel", [DeclineReason.Trust] = "trust", [DeclineReason.NeverProduct] = "never this product", [DeclineReason.NeverAny] = "never anything",
    });

    public static MeasureWords German { get; } = new(
        isGerman: true,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["customers"] = "Kunden", ["contacted"] = "angesprochen", ["responses"] = "Antworten", ["acceptances"] = "Abschlüsse", ["opt-outs"] = "Widersprüche", ["complaints"] = "Beschwerden",
            ["revenue a customer"] = "Umsatz je Kunde", ["margin a customer"] = "Deckungsbeitrag je Kunde", ["revenue, by bootstrap"] = "Umsatz, durch Bootstrap", ["incremental sales"] = "zusätzliche Verkäufe",
            ["incremental margin"] = "zusätzlicher Deckungsbeitrag", ["cost of contacts"] = "Kosten der Kontakte", ["cost of an additional sale"] = "Kosten eines zusätzlichen Verkaufs", ["profit"] = "Gewinn",
        },
        new Dictionary<DeclineReason, string>
        {
            [DeclineReason.BadMoment] = "falscher Augenblick", [DeclineReason.Postponed] = "verschoben", [DeclineReason.Price] = "zu teuer", [DeclineReason.NoNeed] = "kein Bedarf", [DeclineReason.NotRelevant] = "passt nicht",
            [DeclineReason.HasElsewhere] = "anderswo vorhanden", [DeclineReason.Channel] = "falscher Weg", [DeclineReason.Trust] = "kein Vertrauen", [DeclineReason.NeverProduct] = "dieses Produkt nie", [DeclineReason.NeverAny] = "nie ein Angebot",
        });

    public string Language => _isGerman ? "de" : "en";

    public string Title => Word("What it brought", "Was es gebracht hat");

    public string StillOpen => Word("The windows of some customers are still open: these figures are an interim state.", "Bei einigen Kunden läuft die Frist noch: diese Zahlen sind ein Zwischenstand.");

    public IReadOnlyList<string> Columns =>
        _isGerman ? ["Kennzahl", "Angesprochen", "Kontrolle", "Unterschied oder Wert", "von", "bis", "p"] : ["Figure", "Treated", "Control", "Difference or value", "From", "To", "p"];

    public string Verdict(CampaignVerdict verdict) => verdict switch
    {
        CampaignVerdict.Works => Word("More customers bought because of the campaign.", "Wegen der Kampagne haben mehr Kunden gekauft."),
        CampaignVerdict.Harms => Word("Fewer customers bought because of the campaign.", "Wegen der Kampagne haben weniger Kunden gekauft."),
        CampaignVerdict.SampleRatioMismatch => Word(
            "Nothing can be said: the arms have not the sizes that they were drawn with.", "Es lässt sich nichts sagen: die Gruppen haben nicht die Größen, mit denen sie gezogen wurden."),
        _ => Word("No effect was shown, in either direction.", "Eine Wirkung wurde nicht gezeigt, in keine Richtung."),
    };

    /// <summary>The one sentence about buyers: a change of a share, told as customers of a hundred.</summary>
    public string Buyers(ShareEffect bought, DateTimeOffset at)
    {
        (string value, string lower, string upper) = (Hundredths(bought.Difference.Value), Hundredths(bought.Difference.Lower), Hundredths(bought.Difference.Upper));
        (string treated, string control) = (Whole(bought.Treated), Whole(bought.Control));
        return Word(
            $"Of a hundred customers {value} more bought (from {lower} to {upper}): {treated} contacted or to be contacted against {control} drawn out by lot. As of {Moment(at, "yyyy-MM-dd HH:mm")} UTC.",
            $"Von hundert Kunden haben {value} mehr gekauft (von {lower} bis {upper}): {treated} angesprochen oder dafür vorgesehen, {control} durch das Los ausgenommen. Stand {Moment(at, "dd.MM.yyyy HH:mm")} UTC.");
    }

    public string Footer(double level) => Word(
        $"Intervals hold the truth with a probability of {Hundredths(level)} %. Customers count for the arm that they were drawn into, reached or not.",
        $"Die Intervalle enthalten den wahren Wert mit einer Wahrscheinlichkeit von {Hundredths(level)}\u00A0%. Kunden zählen für die Gruppe, in die sie gezogen wurden, erreicht oder nicht.");

    public string Figure(MeasuredFigure figure) => figure.Reason is { } reason
        ? Word("declined: ", "abgelehnt: ") + _reasons.GetValueOrDefault(reason, reason.ToString())
        : _figures.GetValueOrDefault(figure.Name, figure.Name);

    public string Number(double? number) => MeasuredFigure.Shown(number, _numbers);

    private static string Moment(DateTimeOffset at, string format) => at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private string Whole(long number) => number.ToString("N0", _numbers);

    private string Hundredths(double share) => (share * 100).ToString("0.##", _numbers);

    private string Word(string english, string german) => _isGerman ? german : english;
}
