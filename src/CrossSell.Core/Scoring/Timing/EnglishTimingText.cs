using System.Globalization;

namespace CrossSell;

/// <inheritdoc/>
internal sealed class EnglishTimingText : TimingText
{
    public static EnglishTimingText Instance { get; } = new();

    protected override string After(string cause, string product, string span, string times) =>
        $"Customers who bought {cause} buy {product} most often {span}, {times}.";

    protected override string Renewal(string product, string span, string times) => $"Customers buy {product} again most often {span}, {times}.";

    protected override string Anytime(string product) => $"Nothing that this customer bought tells when {product} is bought: now is as good as later.";

    protected override string Times(double lift) => $"{lift.ToString("0.0", CultureInfo.InvariantCulture)} times as often as usual";

    protected override string Days(int from, int to) => Spell(from, to, "day");

    protected override string Weeks(int from, int to) => Spell(from, to, "week");

    protected override string Months(int from, int to) => from == 0 ? $"within about {to} months" : from == to ? $"about {from} months later" : $"{from} to {to} months later";

    private static string Spell(int from, int to, string unit) =>
        from > 0 ? string.Create(CultureInfo.InvariantCulture, $"{from} to {to} {unit}s later")
        : to == 1 ? $"within a {unit}" : string.Create(CultureInfo.InvariantCulture, $"within {to} {unit}s");
}
