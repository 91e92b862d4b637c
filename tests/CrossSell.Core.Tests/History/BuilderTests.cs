namespace CrossSell.Tests;

public sealed class BuilderTests
{
    private static readonly Purchase Bread = new() { Customer = "A", Product = "bread" };

    [Fact]
    public void A_builder_builds_once_and_then_refuses_everything()
    {
        var builder = new PurchaseHistoryBuilder();
        builder.Add(Bread);
        PurchaseHistory history = builder.Build();

        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.Add(Bread with { Extras = One("colour", "red") }));
        Assert.Throws<InvalidOperationException>(() => builder.TryAdd(new PurchaseRow { Customer = "A", Product = "b" }, out _));
        Assert.Throws<InvalidOperationException>(builder.StartBasket);
        Assert.Throws<InvalidOperationException>(() => builder.AddBasket(["a"]));
        Assert.Throws<InvalidOperationException>(() => builder.AddItem("a"u8));
        Assert.Throws<InvalidOperationException>(() => builder.DeclareExtras(["colour"]));
        Assert.Throws<InvalidOperationException>(() => builder.Reject(new BadRow("f", 1, null, null, "x")));
        Assert.Throws<InvalidOperationException>(() => builder.RejectUnread(new BadRow("f", 1, null, null, "x")));
        Assert.Equal(1, history.Count);
        Assert.Equal((1, 0), (history.Report.RowsRead, history.Report.BadRowCount));
        Assert.Empty(history.ExtraColumns);
    }

    [Fact]
    public void A_cancelled_build_throws_and_ends_the_builder()
    {
        var builder = new PurchaseHistoryBuilder();
        builder.Add(Bread);

        Assert.Throws<OperationCanceledException>(() => builder.Build(new CancellationToken(canceled: true)));
        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }

    [Fact]
    public void Changing_the_options_after_they_were_given_changes_nothing()
    {
        var options = new PurchaseHistoryOptions { AsOf = new DateTime(2024, 1, 1) };
        var builder = new PurchaseHistoryBuilder(options);
        options.Returns = ReturnHandling.Reject;
        options.Duplicates = DuplicateHandling.Drop;
        options.AsOf = null;
        options.BadRows = BadRowPolicy.Skip();

        builder.Add(Bread);
        builder.Add(Bread);
        builder.Add(Bread with { Quantity = -1 });
        builder.Add(Bread with { Time = new DateTime(2024, 1, 2) });

        Assert.Throws<PurchaseFormatException>(() => builder.Add(Bread with { Product = "" }));
        PurchaseHistory history = builder.Build();
        Assert.Equal((1, 1, 1), (history.Count, history.Report.FutureRows, history.Report.ReturnsMatched));
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var options = new PurchaseHistoryOptions
        {
            BadRows = null!,
            Returns = (ReturnHandling)9,
            Duplicates = (DuplicateHandling)(-1),
            FutureRows = (FutureHandling)2,
        };

        ArgumentException e = Assert.Throws<ArgumentException>(() => new PurchaseHistoryBuilder(options));

        Assert.All(["BadRows is null", "Returns is 9", "Net, Ignore, Reject", "Duplicates is -1", "Keep, Drop", "FutureRows is 2"], part =>
            Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_history_of_no_rows_is_a_history()
    {
        PurchaseHistory history = new PurchaseHistoryBuilder().Build();

        Assert.Equal((0, 0, 0, 0), (history.Count, history.BasketCount, history.Customers.Count, history.Products.Count));
        Assert.Null(history.FirstTime);
        Assert.Null(history.LastTime);
        Assert.Equal(0, history.ProductOfRow.Length);
        Assert.Empty(history.PurchasesOf(new CustomerId("A")));
        Assert.Same(history, history.WithoutCustomers([new CustomerId("A"), default]));
        Assert.Throws<ArgumentOutOfRangeException>(() => history.RowsOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => history.RowsOfBasket(0));
        Assert.Equal((0, 0), (history.Report.RowsRead, history.Report.RowsKept));
    }

    [Fact]
    public void A_history_of_nothing_but_refused_rows_is_empty_of_ids_too()
    {
        PurchaseHistory history = PurchaseHistory.From(
            [Bread with { Quantity = 0, Seller = "s", Extras = One("x", "y") }, Bread with { Basket = "b", Quantity = double.NaN, Channel = "c" }],
            new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() });

        Assert.Equal(0, history.Count);
        Assert.All([history.Products, history.Customers, history.Sellers, history.Channels, history.Columns.BasketIds], Assert.Empty);
        Assert.Empty(history.ExtraColumns);
    }

    [Fact]
    public void Further_columns_are_declared_before_the_first_row_and_each_once()
    {
        var builder = new PurchaseHistoryBuilder();
        Assert.Throws<ArgumentException>(() => builder.DeclareExtras(["size", "colour", "size"]));
        Assert.Throws<ArgumentException>(() => builder.DeclareExtras(["size", " "]));
        builder.DeclareExtras(["size", "colour"]);
        Assert.Throws<ArgumentException>(() => builder.DeclareExtras(["colour"]));

        Assert.True(builder.TryAdd(new PurchaseRow { Customer = "A", Product = "p", Extras = ["9", "red"] }, out _));
        Assert.True(builder.TryAdd(new PurchaseRow { Customer = "B", Product = "p", Extras = [null, " "] }, out _));
        Assert.True(builder.TryAdd(new PurchaseRow { Customer = "C", Product = "p", Extras = ["10"] }, out _));
        Assert.Throws<ArgumentException>(() => builder.TryAdd(new PurchaseRow { Customer = "D", Product = "p", Extras = ["1", "2", "3"] }, out _));
        Assert.Throws<InvalidOperationException>(() => builder.DeclareExtras(["late"]));

        PurchaseHistory history = builder.Build();
        Assert.Equal(["size", "colour"], history.ExtraColumns);
        Assert.Equal(["9", null, "10"], Enumerable.Range(0, 3).Select(r => history.ExtraOf(r, "size")));
        Assert.Equal(["red", null, null], Enumerable.Range(0, 3).Select(r => history.ExtraOf(r, "colour")));
        Assert.Contains("size, colour", Assert.Throws<ArgumentException>(() => history.ExtraOf(0, "Size")).Message, StringComparison.Ordinal);
        Assert.Equal(3, history.Report.RowsRead);
    }

    [Fact]
    public void Columns_differ_by_exact_name_whatever_the_dictionary_thinks()
    {
        PurchaseHistory history = PurchaseHistory.From(
            [Bread with { Extras = One("colour", "red") }, Bread with { Customer = "B", Extras = One("Colour", "blue", StringComparer.OrdinalIgnoreCase) }]);

        Assert.Equal(["colour", "Colour"], history.ExtraColumns);
        Assert.Equal(("red", null), (history.ExtraOf(0, "colour"), history.ExtraOf(0, "Colour")));
        Assert.Equal((null, "blue"), (history.ExtraOf(1, "colour"), history.ExtraOf(1, "Colour")));
    }

    [Fact]
    public void A_value_that_first_comes_after_many_thousand_rows_belongs_to_its_row_alone()
    {
        var builder = new PurchaseHistoryBuilder();
        for (int i = 0; i < 140_000; i++)
        {
            builder.Add(new Purchase { Customer = $"{i % 999}", Product = "p", Quantity = i == 70_000 ? 3 : null, Revenue = i == 139_999 ? 5 : null, Seller = i == 65_536 ? "s" : null });
        }

        PurchaseHistory history = builder.Build();

        Assert.Equal(140_002, Enumerable.Range(0, history.Count).Sum(history.QuantityOf));
        Assert.Equal(5.0, Enumerable.Range(0, history.Count).Select(history.RevenueOf).Single(r => r is not null));
        Assert.Equal("s", Enumerable.Range(0, history.Count).Select(history.SellerOf).Single(s => s is not null));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_row_outside_the_history_is_refused_whether_its_column_exists_or_not(int row)
    {
        DateTime day = new(2024, 1, 1);
        Purchase full = Bread with { Quantity = 2, Revenue = 1, Time = day, HeldUntil = day, Seller = "s", Channel = "c", Extras = One("x", "y") };
        foreach (PurchaseHistory history in new[] { PurchaseHistory.From([full]), PurchaseHistory.From([Bread]) })
        {
            Action[] reads =
            [
                () => history.QuantityOf(row), () => history.RevenueOf(row), () => history.TimeOf(row), () => history.HeldUntilOf(row),
                () => history.SellerOf(row), () => history.ChannelOf(row),
            ];
            Assert.All(reads, read => Assert.Throws<IndexOutOfRangeException>(read));
        }
    }

    private static Dictionary<string, string> One(string name, string value, StringComparer? comparer = null) => new(comparer ?? StringComparer.Ordinal) { [name] = value };
}
