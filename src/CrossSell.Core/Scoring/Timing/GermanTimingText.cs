using System.Globalization;

namespace CrossSell;

/// <inheritdoc/>
internal sealed class GermanTimingText : TimingText
{
    private static readonly NumberFormatInfo Format = new() { NumberDecimalSeparator = "," };

    public static GermanTimingText Instance { get; } = new();

    protected override string After(string cause, string product, string span, string times) =>
        $"Kunden, die {cause} gekauft haben, kaufen {product} am häufigsten {span}, {times}.";

    protected override string Renewal(string product, string span, string times) => $"Kunden kaufen {product} am häufigsten {span} wieder, {times}.";

    protected override string Anytime(string product) => $"Nichts, was dieser Kunde gekauft hat, sagt, wann {product} gekauft wird: jetzt ist so gut wie später.";

    protected override string Times(double lift) => $"{lift.ToString("0.0", Format)}-mal so häufig wie sonst";

    protected override string Days(int from, int to) => Spell(from, to, "Tage", "innerhalb eines Tages");

    protected override string Weeks(int from, int to) => Spell(from, to, "Wochen", "innerhalb einer Woche");

    protected override string Months(int from, int to) => from == 0 ? $"innerhalb von etwa {to} Monaten" : from == to ? $"etwa {from} Monate danach" : $"{from} bis {to} Monate danach";

    private static string Spell(int from, int to, string unit, string one) =>
        from > 0 ? string.Create(CultureInfo.InvariantCulture, $"{from} bis {to} {unit} danach")
        : to == 1 ? one : string.Create(CultureInfo.InvariantCulture, $"innerhalb von {to} {unit}{(unit[^1] == 'n' ? "" : "n")}");
}
