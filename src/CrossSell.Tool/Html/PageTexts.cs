using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Every word of the page, in one language. Numbers are written the same on every machine, whatever cultures it knows.</summary>
internal abstract class PageTexts
{
    public static PageTexts English { get; } = new EnglishPage();

    public static PageTexts German { get; } = new GermanPage();

    public abstract string Language { get; }

    public abstract string Percent(double share);

    /// <summary>A round share, such as a mark of an axis: no digits that are nought.</summary>
    public abstract string RoundPercent(double share);

    protected abstract NumberFormatInfo Numbers { get; }

    public abstract string Title(TransactionUnit unit);

    public abstract string Units(TransactionUnit unit);

    public abstract string Products { get; }

    /// <summary>The word after a number of rules.</summary>
    public abstract string Rules(int count);

    public abstract string Settings { get; }

    public abstract string MinSupport { get; }

    public abstract string MinConfidence { get; }

    public abstract string MinLift { get; }

    public abstract string MaxLength { get; }

    public abstract string MaxConsequent { get; }

    public abstract string InWords { get; }

    public abstract string InWordsNote(TransactionUnit unit);

    public abstract string Map { get; }

    public abstract string MapNote(string shown, string all);

    public abstract string Cloud { get; }

    public abstract string CloudNote(string shown, string all);

    public abstract string Table { get; }

    /// <summary>What to say of the rules that are not in the table; empty when all are.</summary>
    public abstract string TableNote(string shown, string all);

    /// <summary>What only a print says, whose table is cut.</summary>
    public abstract string Printed(string rows);

    public abstract string NoRules { get; }

    public abstract string Antecedent { get; }

    public abstract string Consequent { get; }

    public abstract string Count { get; }

    public abstract string CountHelp(TransactionUnit unit, bool isWeighted);

    public abstract string Always(TransactionUnit unit);

    public abstract string Search { get; }

    public abstract string Any { get; }

    public abstract string AtLeast(string measure);

    /// <summary>With <c>{0}</c> where the number of visible rules stands, and <c>{1}</c> for that of all in the table.</summary>
    public abstract string Visible { get; }

    public abstract string Reset { get; }

    public abstract string LiftLegend { get; }

    public abstract string SizeLegend { get; }

    public abstract string LogScale { get; }

    public abstract string HowToRead { get; }

    public abstract IReadOnlyList<(string Term, string Meaning)> Terms(TransactionUnit unit);

    public abstract string Footer { get; }

    /// <summary>A rule as a sentence; the sides are markup already.</summary>
    public abstract string Sentence(TransactionUnit unit, bool isWeighted, string antecedent, string consequent, RuleCounts counts);

    /// <summary>The measure's name in this language.</summary>
    public abstract string Name(RuleMeasure measure);

    /// <summary>A title without what stands in brackets behind it: heads of columns are narrow.</summary>
    protected static string Short(string title) => title.IndexOf(" (", StringComparison.Ordinal) is > 0 and int cut ? title[..cut] : title;

    public string Whole(long value) => value.ToString("#,##0", Numbers);

    /// <summary>A measure with some three digits; empty where it is undefined.</summary>
    public string Number(double? value)
    {
        if (value is not { } number)
        {
            return "–";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "∞" : "−∞";
        }

        double size = Math.Abs(number);
        string format = size switch { 0 => "0", >= 1000 => "#,##0", >= 1 => "0.00", >= 0.001 => "0.000", _ => "0.0e-0" };
        return number.ToString(format, Numbers);
    }

    protected string RoundHundredths(double share) => (share * 100).ToString("0.####", Numbers);

    /// <summary>A share in hundred, with the digits that its size leaves meaningful.</summary>
    protected string Hundredths(double share) => (share * 100).ToString(share switch { 0 or >= 0.9995 => "0", >= 0.01 => "0.0", >= 0.001 => "0.00", _ => "0.000" }, Numbers);

    protected static NumberFormatInfo Separators(string point, string group) => new() { NumberDecimalSeparator = point, NumberGroupSeparator = group };
}
