using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>Files of holdings and answers, read.</summary>
internal sealed class KnownRecords
{
    private readonly EligibilityRequestFiles _files;
    private readonly ProductCatalog _catalog;
    private readonly IReadOnlyList<HoldingRow> _holdings;
    private readonly IReadOnlyList<OfferResponse> _answers;

    private KnownRecords(EligibilityRequestFiles files, ProductCatalog catalog, IReadOnlyList<HoldingRow> holdings, IReadOnlyList<OfferResponse> answers) =>
        (_files, _catalog, _holdings, _answers) = (files, catalog, holdings, answers);

    public static KnownRecords Load(EligibilityRequestFiles files, ProductCatalog catalog, CsvPurchaseOptions reading, Reporter reporter, ToolHost host)
    {
        RecordLoader loader = RecordLoader.Like(reading, host);
        IReadOnlyList<HoldingRow> holdings = loader.Load(files.Holdings, "holdings", CsvLedger.LoadHoldings);
        IReadOnlyList<OfferResponse> declines = loader.Load(files.Declines, "declines", CsvLedger.LoadAnswers);
        reporter.Detail($"{Reporter.Count(holdings.Count, "holding")}, {Reporter.Count(declines.Count, "answer")}, {Reporter.Count(catalog.Relations.Count, "relation")}");
        WarnOfUnknown(reporter, files.Holdings, holdings.Select(row => row.Holding.Product), catalog);
        WarnOfUnknown(reporter, files.Declines, declines.Select(row => row.Product), catalog);
        return new KnownRecords(files, catalog, holdings, declines);
    }

    /// <summary>When everything that is known had happened: as <c>--as-of</c> says, else the last purchase or answer; null where nothing has an instant.</summary>
    public DateTimeOffset? Latest(PurchaseHistory history, CsvPurchaseOptions reading)
    {
        DateTime? purchased = reading.History.AsOf ?? history.LastTime;
        DateTimeOffset? latest = purchased is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
        foreach (OfferResponse answer in reading.History.AsOf is null ? _answers : [])
        {
            latest = latest > answer.At ? latest : answer.At;
        }

        return latest;
    }

    /// <summary>What was known at an instant.</summary>
    /// <param name="at">The instant; later answers are left out with a warning.</param>
    /// <param name="instant">What the instant is, for that warning.</param>
    /// <param name="history">The purchases.</param>
    /// <param name="reporter">Takes the warning.</param>
    public KnownFacts FactsAt(DateTimeOffset at, string instant, PurchaseHistory history, Reporter reporter)
    {
        int later = _answers.Count(answer => answer.At > at);
        if (later > 0)
        {
            reporter.Warn($"{Reporter.Count(later, "answer")} of {_files.Declines} {(later == 1 ? "is" : "are")} later than {instant} and left out.");
        }

        return new KnownFacts(history, _catalog, _holdings, [.. _answers.Where(answer => answer.At <= at)]);
    }

    private static void WarnOfUnknown(Reporter reporter, string? path, IEnumerable<ProductId> products, ProductCatalog catalog)
    {
        ProductId[] unknown = [.. products.Distinct().Where(product => !catalog.TryGet(product, out _))];
        if (unknown.Length > 0)
        {
            reporter.Warn($"{Reporter.Count(unknown.Length, "product")} of {path} {(unknown.Length == 1 ? "is" : "are")} in no list of products, such as '{unknown[0]}'; what is said of {(unknown.Length == 1 ? "it" : "them")} bars no other product.");
        }
    }
}
