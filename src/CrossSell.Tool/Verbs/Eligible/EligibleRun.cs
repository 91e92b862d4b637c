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
        var records = KnownRecords.Load(files, catalog, reading, reporter, host);
        DateTimeOffset at = ledger is not null && reading.History.AsOf is null
            ? await ledger.NowAsync(host.Cancellation).ConfigureAwait(false)
            : records.Latest(history, reading) ?? host.Clock.GetUtcNow();
        KnownFacts facts = records.FactsAt(at, reading.History.AsOf is null ? "the ledger's clock" : "--as-of", history, reporter);
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
}
