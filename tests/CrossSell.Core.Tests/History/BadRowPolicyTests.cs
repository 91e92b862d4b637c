namespace CrossSell.Tests;

public sealed class BadRowPolicyTests
{
    private static readonly DateTime Day = new(2024, 2, 29);
    private static readonly Purchase Good = new() { Customer = "A", Product = "p" };
    private static readonly Purchase Bad = Good with { Quantity = double.NaN };

    [Fact]
    public void The_first_bad_row_stops_the_load_by_default()
    {
        PurchaseFormatException e = Assert.Throws<PurchaseFormatException>(() => PurchaseHistory.From([Good, Good, Bad, Good with { Product = "" }]));

        Assert.Equal(3, e.BadRow.Line);
        Assert.Equal("purchases, line 3, column quantity: saw 'NaN', expected a finite number.", e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Skipped_rows_are_all_counted_and_the_first_of_them_listed(int reportAtMost)
    {
        PurchaseHistory history = PurchaseHistory.From([Bad, Good, Bad, Good, Bad], With(BadRowPolicy.Skip(reportAtMost)));

        Assert.Equal((5, 2, 3), (history.Report.RowsRead, history.Report.RowsKept, history.Report.BadRowCount));
        Assert.Equal(new long[] { 1, 3, 5 }.Take(reportAtMost), history.Report.BadRows.Select(b => b.Line));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void One_bad_row_more_than_tolerated_ends_the_load(int failAfter)
    {
        PurchaseHistoryOptions options = With(BadRowPolicy.Skip(1, failAfter));

        Assert.Equal(failAfter, PurchaseHistory.From(Enumerable.Repeat(Bad, failAfter).Append(Good), options).Report.BadRowCount);
        PurchaseFormatException e = Assert.Throws<PurchaseFormatException>(() => PurchaseHistory.From(Enumerable.Repeat(Bad, failAfter + 1), options));
        Assert.Equal(failAfter + 1, e.BadRow.Line);
        Assert.Contains($"this is bad row {failAfter + 1}, and up to {failAfter} are tolerated", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_negative_numbers_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BadRowPolicy.Skip(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BadRowPolicy.Skip(0, -1));
    }

    [Fact]
    public void Rows_that_a_reader_could_not_offer_count_as_read()
    {
        var builder = new PurchaseHistoryBuilder(With(BadRowPolicy.Skip()));
        builder.Add(Good);
        builder.RejectUnread(new BadRow("sales.csv", 3, null, null, "5 fields"));
        Assert.False(builder.TryAdd(new PurchaseRow { Customer = "A" }, out RowFault fault));
        builder.Reject(new BadRow("sales.csv", 4, fault.Column, fault.Value, fault.Expected));
        LoadReport report = builder.Build().Report;

        Assert.Equal((3, 1, 2), (report.RowsRead, report.RowsKept, report.BadRowCount));
        Assert.Equal(["sales.csv, line 3: expected 5 fields", "sales.csv, line 4, column product: saw '', expected a product id"], report.BadRows.Select(b => b.ToString()));
    }

    [Fact]
    public void Rows_from_the_future_are_left_out_and_counted()
    {
        var options = new PurchaseHistoryOptions { AsOf = Day };
        PurchaseHistory history = PurchaseHistory.From(
            [Good with { Time = Day }, Good with { Time = Day.AddTicks(1), Product = "later" }, Good, Good with { Time = Day.AddDays(1), Quantity = 0 }], options);

        Assert.Equal((4, 2, 2, 0), (history.Report.RowsRead, history.Report.RowsKept, history.Report.FutureRows, history.Report.ZeroQuantityRows));
        Assert.Equal(["p"], history.Products);
        Assert.Equal((Day, Day), (history.FirstTime, history.LastTime));
    }

    [Fact]
    public void Rows_from_the_future_are_bad_rows_when_they_should_be()
    {
        var options = new PurchaseHistoryOptions { AsOf = Day, FutureRows = FutureHandling.Reject };

        PurchaseFormatException e = Assert.Throws<PurchaseFormatException>(() => PurchaseHistory.From([Good with { Time = Day }, Good with { Time = Day.AddHours(1) }], options));

        Assert.Equal(new BadRow("purchases", 2, "time", "2024-02-29 01:00:00", "a time up to 2024-02-29"), e.BadRow);
    }

    [Fact]
    public void Without_an_instant_no_row_is_from_the_future() =>
        Assert.Equal(1, PurchaseHistory.From([Good with { Time = DateTime.MaxValue }], new PurchaseHistoryOptions { FutureRows = FutureHandling.Reject }).Count);

    [Fact]
    public void Whether_a_time_is_local_or_universal_does_not_matter_to_the_history()
    {
        PurchaseHistory history = PurchaseHistory.From(
            [Good with { Time = DateTime.SpecifyKind(Day, DateTimeKind.Utc) }, Good with { Time = DateTime.SpecifyKind(Day, DateTimeKind.Local) }],
            new PurchaseHistoryOptions { Duplicates = DuplicateHandling.Drop, AsOf = Day });

        Assert.Equal((1, Day, DateTimeKind.Unspecified), (history.Count, history.TimeOf(0), history.TimeOf(0)!.Value.Kind));
    }

    private static PurchaseHistoryOptions With(BadRowPolicy policy) => new() { BadRows = policy };
}
