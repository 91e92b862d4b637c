namespace CrossSell.Tool;

/// <summary>Reads purchases with their customers.</summary>
internal static class HistoryLoader
{
    /// <summary>What to tell who wants customers counted where there are none.</summary>
    public static FailureException NoCustomers(InputFile input) => new(
        $"{input.Name} names no customers, so there is nothing to count by --unit customer; "
        + "use --unit basket, or name the column by --customer-column.");

    /// <summary>Refuses purchases of which none is there, or none is left.</summary>
    /// <param name="input">The input.</param>
    /// <param name="reading">How it was read.</param>
    /// <param name="report">What became of its rows.</param>
    /// <exception cref="FailureException">There is no purchase.</exception>
    public static void RequirePurchases(InputFile input, CsvPurchaseOptions reading, LoadReport report)
    {
        if (report.RowsRead == 0)
        {
            throw new FailureException($"{input.Name} has {(reading.HasHeader ? "a header but no rows" : "no rows")}; expected a row for each purchase.");
        }

        if (report.RowsKept == 0)
        {
            (long Rows, string What, string Why)[] left =
            [
                (report.FutureRows, "row", " later than --as-of"), (report.BadRowCount, "bad row", ""), (report.ZeroQuantityRows, "row", " of quantity 0"),
                (report.ReturnsMatched + report.ReturnsUnmatched, "return", ""), (report.PurchasesReturned, "purchase", " that was returned"),
            ];
            string counts = string.Join(", ", left.Where(one => one.Rows > 0).Select(one => Reporter.Count(one.Rows, one.What) + one.Why));
            throw new FailureException($"{input.Name} has no purchase that counts, but {counts}; expected one at least.");
        }
    }

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
