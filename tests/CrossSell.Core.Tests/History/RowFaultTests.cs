namespace CrossSell.Tests;

public sealed class RowFaultTests
{
    private static readonly DateTime Noon = new(2024, 2, 29, 12, 0, 0);
    private static readonly Purchase Good = new() { Customer = "A", Product = "p", Basket = "b" };

    public static TheoryData<string, Purchase, string, string, string> Faults => new()
    {
        { "no product", Good with { Product = "" }, "product", "", "a product id" },
        { "null product", Good with { Product = null! }, "product", "", "a product id" },
        { "blank product", Good with { Product = " \t" }, "product", " \t", "a product id" },
        { "nobody", Good with { Customer = " ", Basket = null }, "customer", " ", "a customer id, or a basket id" },
        { "product in another encoding", Good with { Product = "K\uFFFDse" }, "product", "K\uFFFDse", "text that can be decoded" },
        { "half a surrogate in the customer", Good with { Customer = "A\uD83D" }, "customer", "A\uD83D", "text that can be decoded" },
        { "the wrong half in the basket", Good with { Basket = "\uDE00b" }, "basket", "\uDE00b", "text that can be decoded" },
        { "surrogates the wrong way round", Good with { Product = "\uDE00\uD83D" }, "product", "\uDE00\uD83D", "text that can be decoded" },
        { "half a surrogate in the seller", Good with { Seller = "s\uD83D" }, "seller", "s\uD83D", "text that can be decoded" },
        { "channel in another encoding", Good with { Channel = "B\uFFFDro" }, "channel", "B\uFFFDro", "text that can be decoded" },
        { "half a surrogate in a further column", Good with { Extras = One("colour", "\uD83Dx") }, "colour", "\uD83Dx", "text that can be decoded" },
        { "quantity NaN", Good with { Quantity = double.NaN }, "quantity", "NaN", "a finite number" },
        { "quantity infinite", Good with { Quantity = double.PositiveInfinity }, "quantity", "Infinity", "a finite number" },
        { "quantity minus infinite", Good with { Quantity = double.NegativeInfinity }, "quantity", "-Infinity", "a finite number" },
        { "revenue NaN", Good with { Revenue = double.NaN }, "revenue", "NaN", "a finite number" },
        { "revenue infinite", Good with { Revenue = double.NegativeInfinity }, "revenue", "-Infinity", "a finite number" },
        { "until before time", Good with { Time = Noon, HeldUntil = Noon.AddDays(-1) }, "until", "2024-02-28 12:00:00", "not before the start, 2024-02-29 12:00:00" },
        { "until a tick before", Good with { Time = Noon, HeldUntil = Noon.AddTicks(-1) }, "until", "2024-02-29 11:59:59.9999999", "not before the start, 2024-02-29 12:00:00" },
        { "until a day before", Good with { Time = Noon.Date, HeldUntil = Noon.Date.AddDays(-1) }, "until", "2024-02-28", "not before the start, 2024-02-29" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_tells_the_column_the_value_and_what_was_expected(string name, Purchase purchase, string column, string value, string expected)
    {
        Assert.NotEmpty(name);
        PurchaseFormatException e = Assert.Throws<PurchaseFormatException>(() => PurchaseHistory.From([Good, purchase]));

        Assert.Equal(("purchases", 2L, column, value), (e.BadRow.Source, e.BadRow.Line, e.BadRow.Column, e.BadRow.Value));
        Assert.Contains(expected, e.BadRow.Expected, StringComparison.Ordinal);
        Assert.StartsWith("purchases, line 2, column " + column, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_refused_row_leaves_nothing_behind(string name, Purchase purchase, string column, string value, string expected)
    {
        Assert.False(string.IsNullOrEmpty(name + column + value + expected));
        Purchase strange = purchase with
        {
            Product = purchase.Product == "p" ? "strange" : purchase.Product,
            Customer = purchase.Customer == "A" ? "strange" : purchase.Customer,
            Basket = purchase.Basket == "b" ? "strange" : purchase.Basket,
            Seller = purchase.Seller ?? "strange",
            Channel = purchase.Channel ?? "strange",
            Extras = purchase.Extras ?? One("strange", "strange"),
        };

        PurchaseHistory history = PurchaseHistory.From([Good, strange, Good], new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() });

        Assert.Equal((2, 3, 1), (history.Count, history.Report.RowsRead, history.Report.BadRowCount));
        Assert.Equal(["p"], history.Products);
        Assert.Equal(["A"], history.Customers);
        Assert.Equal(["b"], history.Columns.BasketIds);
        Assert.Empty(history.Sellers);
        Assert.Empty(history.Channels);
        Assert.Empty(history.ExtraColumns);
        Assert.Equal(HistoryRow.AllOf(PurchaseHistory.From([Good, Good])), HistoryRow.AllOf(history));
    }

    [Fact]
    public void A_row_over_borrowed_text_has_the_same_faults_as_a_purchase()
    {
        var builder = new PurchaseHistoryBuilder();

        Assert.False(builder.TryAdd(new PurchaseRow { Product = "p", Customer = "A", Quantity = double.NaN }, out RowFault fault));
        Assert.Equal(new RowFault("quantity", "NaN", "a finite number"), fault);
        Assert.True(builder.TryAdd(new PurchaseRow { Product = "p", Customer = "A", Quantity = 0 }, out fault));
        Assert.Equal(default, fault);
        Assert.Equal(0, builder.RowCount);
    }

    [Fact]
    public void Texts_at_the_edge_of_what_is_decodable_are_taken()
    {
        string[] ids = ["\uFFFC", "\uE000", "\uD7FF", "\uFFFE", "a\uD83D\uDE00", "\uDBFF\uDFFF\uD800\uDC00", "\0", "ä"];

        PurchaseHistory history = PurchaseHistory.From(ids.Select(id => new Purchase { Product = id, Customer = id, Basket = id, Seller = id, Channel = id }));

        Assert.Equal(ids, history.Customers);
        Assert.Equal(ids.Order(PlainIdOrder.Comparer), history.Products);
        Assert.All(ids, id => Assert.Equal(id, Assert.Single(history.PurchasesOf(new CustomerId(id))).Seller));
    }

    [Fact]
    public void A_holding_may_end_when_it_begins()
    {
        PurchaseHistory history = PurchaseHistory.From([Good with { Time = Noon, HeldUntil = Noon }, Good with { HeldUntil = DateTime.MinValue }]);

        Assert.Equal([DateTime.MinValue, Noon], [history.HeldUntilOf(0)!.Value, history.HeldUntilOf(1)!.Value]);
    }

    [Fact]
    public void A_long_or_torn_value_is_shown_shortened_and_on_one_line()
    {
        string wide = new BadRow("f.csv", 3, "quantity", new string('x', 79) + "\uD83D\uDE00y", "a number").ToString();
        string torn = new BadRow("f.csv", 0, null, "a\r\nb\tc\u0007", "a number").ToString();

        Assert.Equal($"f.csv, line 3, column quantity: saw '{new string('x', 79)}…', expected a number", wide);
        Assert.Equal("f.csv: saw 'a  b c\uFFFD', expected a number", torn);
    }

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
