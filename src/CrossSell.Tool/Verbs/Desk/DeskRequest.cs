namespace CrossSell.Tool;

/// <summary>What a desk is made from.</summary>
internal sealed record DeskRequest(string Model, string Purchases, EligibilityRequestFiles Files, CsvPurchaseOptions Reading, bool NamesEncoding)
{
    public async Task<LoadedDesk> LoadAsync(DeskOptions settings, Reporter reporter, ToolHost host)
    {
        CrossSellModel model = ModelLoader.Load(Model);
        using InputFile input = InputFile.Open(Purchases, host, NamesEncoding);
        PurchaseHistory history = await HistoryLoader.LoadAsync(input, Reading, reporter, host.Cancellation).ConfigureAwait(false);
        if (history.Customers.Count == 0)
        {
            HistoryLoader.RequirePurchases(input, Reading, history.Report);
            throw new FailureException($"{input.Name} names no customers; name the column by --customer-column.");
        }

        ProductCatalog catalog = Files.Catalog(model, Reading, host);
        var records = KnownRecords.Load(Files, catalog, Reading, reporter, host);
        DateTimeOffset now = records.Latest(history, Reading) ?? host.Clock.GetUtcNow();
        KnownCustomers.WarnOfNone(reporter, model, customers: null, contacts: null);
        KnownProducts.WarnOfUnknown(reporter, history, model);
        var desk = new DecisionDesk(model.Bind(history, Reading.History.AsOf), new EligibilityChecker(catalog, Files.Rules), settings);
        return new LoadedDesk(desk, now, (at, instant, told) => records.FactsAt(at, instant, history, told));
    }
}
