namespace CrossSell.ML.Report;

/// <summary>What amounts are of, in words.</summary>
internal static class ReportUnits
{
    public static string Spend(ReportLanguage l, Study s) => s.Spend.IsRevenue ? l.Word("spend", "Umsatz") : l.Word("purchases", "Käufe");

    public static string Expected(ReportLanguage l, Study s) => s.Estimates.Margin switch
    {
        MarginKind.Margin => l.Word("expected margin", "erwarteter Deckungsbeitrag"),
        MarginKind.Revenue => l.Word("expected revenue", "erwarteter Umsatz"),
        _ => l.Word("expected sales", "erwartete Abschlüsse"),
    };

    /// <summary>The value of customers: margin where its share is known, else spend.</summary>
    public static string Value(ReportLanguage l, Study s) => s.Value.Margin is null ? l.Word("expected spend", "erwarteter Umsatz") : l.Word("expected margin", "erwarteter Deckungsbeitrag");

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
