using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>Everything that bars offers, loaded: what customers own and declined, and the rules that follow from it.</summary>
internal sealed class EligibleRun
{
    private readonly KnownFacts _facts;
    private readonly EligibilityChecker _checker;
    private readonly DateTimeOffset _at;

    private readonly LedgerFacts? _ledger;

    private EligibleRun(KnownFacts facts, LedgerFacts? ledger, EligibilityChecker checker, DateTimeOffset at) => (_facts, _ledger, _checker, _at) = (facts, ledger, checker, at);

    public ProductCatalog Catalog => _checker.Catalog;

    /// <summary>The instant at which everything is judged.</summary>
    public DateTime AsOf => DateTime.SpecifyKind(_at.UtcDateTime, DateTimeKind.Unspecified);

    public static async Task<EligibleRun> LoadAsync(
        EligibilityRequestFiles files, CrossSellModel model, PurchaseHistory history, CsvPurchaseOptions reading, LedgerFacts? ledger, Reporter reporter, ToolHost host)
    {
        ProductCatalog catalog = files.Catalog(model, reading, host);
        RecordLoader loader = RecordLoader.Like(reading, host);
        IReadOnlyList<HoldingRow> holdings = loader.Load(files.Holdings, "holdings", CsvLedger.LoadHoldings);
        IReadOnlyList<OfferResponse> declines = loader.Load(files.Declines, "declines", CsvLedger.LoadAnswers);
        reporter.Detail($"{Reporter.Count(holdings.Count, "holding")}, {Reporter.Count(declines.Count, "answer")}, {Reporter.Count(catalog.Relations.Count, "relation")}");
        WarnOfUnknown(reporter, files.Holdings, holdings.Select(row => row.Holding.Product), catalog);
        WarnOfUnknown(reporter, files.Declines, declines.Select(row => row.Product), catalog);
        DateTimeOffset at = ledger is not null && reading.History.AsOf is null
            ? await ledger.NowAsync(host.Cancellation).ConfigureAwait(false)
            : Now(history, declines, reading, host.Clock);
        int later = declines.Count(answer => answer.At > at);
        if (later > 0)
        {
            reporter.Warn($"{Reporter.Count(later, "answer")} of {files.Declines} {(later == 1 ? "is" : "are")} later than {(reading.History.AsOf is null ? "the ledger's clock" : "--as-of")} and left out.");
        }

        var facts = new KnownFacts(history, catalog, holdings, [.. declines.Where(answer => answer.At <= at)]);
        return new EligibleRun(facts, ledger, new EligibilityChecker(catalog, files.Rules), at);
    }

    public IAsyncEnumerable<JudgedCustomer> OffersAsync(
        CrossSellModel bound, IEnumerable<CustomerId> customers, int top, int? threads, bool explains, CancellationToken cancellation)
    {
        var offers = new EligibleOffers(bound, _checker, new EligibilityRequest(_at), top, explains);
        return offers.OfAsync(customers, threads, FactsAsync, cancellation);

        Task<IReadOnlyList<CustomerFacts>> FactsAsync(CustomerId[] block)
        {
            CustomerFacts[] facts = [.. block.Select(_facts.Of)];
            return _ledger?.AddToAsync(facts, cancellation) ?? Task.FromResult<IReadOnlyList<CustomerFacts>>(facts);
        }
    }

    // Whatever is known has happened by then; the clock is asked only where nothing has an instant.
    private static DateTimeOffset Now(PurchaseHistory history, IReadOnlyList<OfferResponse> answers, CsvPurchaseOptions reading, TimeProvider clock)
    {
        DateTime? purchased = reading.History.AsOf ?? history.LastTime;
        DateTimeOffset? latest = purchased is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
        foreach (OfferResponse answer in reading.History.AsOf is null ? answers : [])
        {
            latest = latest > answer.At ? latest : answer.At;
        }

        return latest ?? clock.GetUtcNow();
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
