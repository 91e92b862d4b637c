namespace CrossSell.Tool;

/// <summary>Reads purchases with their customers.</summary>
internal static class HistoryLoader
{
    /// <summary>What to tell who wants customers counted where there are none.</summary>
    public static FailureException NoCustomers(InputFile input) => new(
        $"{input.Name} names no customers, so there is nothing to count by --unit customer; "
        + "use --unit basket, or name the column by --customer-column.");

    /// <summary>What to tell where there are no purchases.</summary>
    /// <param name="input">The input.</param>
    /// <param name="reading">How it was read.</param>
    public static FailureException NoRows(InputFile input, CsvPurchaseOptions reading) => new(
        $"{input.Name} has {(reading.HasHeader ? "a header but no rows" : "no rows")}; expected a row for each purchase.");

    /// <summary>Reads the whole input.</summary>
    /// <exception cref="PurchaseFormatException">A row is bad, or the columns are not those of purchases.</exception>
    public static async Task<PurchaseHistory> LoadAsync(
        InputFile input, CsvPurchaseOptions reading, Reporter reporter, CancellationToken cancellation)
    {
        Stage stage = reporter.Begin("reading purchases", "rows");
        await using (stage.ConfigureAwait(false))
        {
            PurchaseHistory history = CsvPurchases.Load(input.Stream, input.Name, reading, Told.Loading(stage), cancellation);
            reporter.Report(history.Report, reading.History.Returns);
            return history;
        }
    }
}
