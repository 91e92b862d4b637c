namespace CrossSell.ML.Report;

/// <summary>What amounts are of, in words.</summary>
internal static class ReportUnits
{
    // A soft hyphen: in the narrow column of a table the word breaks there.
    private const string LongMargin = "erwarteter Deckungs\u00ADbeitrag";

    public static string Spend(ReportLanguage l, Study s) => s.Spend.IsRevenue ? l.Word("spend", "Umsatz") : l.Word("purchases", "Käufe");

    public static string Expected(ReportLanguage l, Study s) => s.Estimates.Margin switch
    {
        MarginKind.Margin => l.Word("expected margin", LongMargin),
        MarginKind.Revenue => l.Word("expected revenue", "erwarteter Umsatz"),
        _ => l.Word("expected sales", "erwartete Abschlüsse"),
    };

    /// <summary>The value of customers: margin where its share is known, else spend.</summary>
    public static string Value(ReportLanguage l, Study s) => s.Value.Margin is null ? l.Word("expected spend", "erwarteter Umsatz") : l.Word("expected margin", LongMargin);

    /// <summary>Over which time probabilities are, beginning with a blank; empty where that is not known.</summary>
    public static string Within(ReportLanguage l, Study s) => s.Estimates.IsLearned && s.Estimates.Horizon is { } horizon ? l.Say($" within {horizon.TotalDays:N0} days", $" binnen {horizon.TotalDays:N0} Tagen") : "";

    /// <summary>An expected margin with its currency.</summary>
    public static string Margin(ReportLanguage l, Study s, double amount) => l.Amount(amount) + Behind(s, s.Estimates.Margin != MarginKind.Purchases && !double.IsNaN(amount));

    /// <summary>A spend with its currency.</summary>
    public static string Spent(ReportLanguage l, Study s, double amount) => l.Amount(amount) + Behind(s, s.Spend.IsRevenue && !double.IsNaN(amount));

    /// <summary>The title of a column of expected margins.</summary>
    public static string ExpectedColumn(ReportLanguage l, Study s) => Column(s, Expected(l, s), s.Estimates.Margin != MarginKind.Purchases);

    /// <summary>The title of a column of spends.</summary>
    public static string SpendColumn(ReportLanguage l, Study s) => Column(s, Spend(l, s), s.Spend.IsRevenue);

    /// <summary>The title of a column of values of customers.</summary>
    public static string ValueColumn(ReportLanguage l, Study s) => Column(s, Value(l, s), s.Spend.IsRevenue);

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Column(Study s, string text, bool isMoney) => "#" + Capital(text) + (isMoney && s.Options.Currency.Length > 0 ? $" ({s.Options.Currency})" : "");

    private static string Behind(Study s, bool isMoney) => isMoney && s.Options.Currency.Length > 0 ? "\u00A0" + s.Options.Currency : "";
}
