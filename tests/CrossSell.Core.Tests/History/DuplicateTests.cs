namespace CrossSell.Tests;

public sealed class DuplicateTests
{
    private static readonly DateTime Day = new(2024, 2, 29);

    private static readonly Purchase Full = new()
    {
        Customer = "A",
        Product = "p",
        Basket = "b",
        Time = Day,
        Quantity = 2,
        Revenue = 3,
        HeldUntil = Day.AddDays(1),
        Seller = "s",
        Channel = "c",
        Extras = One("x", "1"),
    };

    public static TheoryData<string, Purchase> AlmostEqual => new()
    {
        { "customer", Full with { Customer = "B" } },
        { "product", Full with { Product = "P" } },
        { "basket", Full with { Basket = "b " } },
        { "no basket", Full with { Basket = null } },
        { "time", Full with { Time = Day.AddTicks(1) } },
        { "no time", Full with { Time = null } },
        { "quantity", Full with { Quantity = Math.BitIncrement(2.0) } },
        { "revenue", Full with { Revenue = null } },
        { "until", Full with { HeldUntil = null } },
        { "seller", Full with { Seller = null } },
        { "channel", Full with { Channel = "C" } },
        { "extra", Full with { Extras = One("x", "01") } },
        { "another extra", Full with { Extras = One("X", "1") } },
    };

    [Theory]
    [InlineData(DuplicateHandling.Keep, 2, 2, 1)]
    [InlineData(DuplicateHandling.Drop, 2, 1, 1)]
    [InlineData(DuplicateHandling.Keep, 3, 3, 2)]
    [InlineData(DuplicateHandling.Drop, 3, 1, 2)]
    [InlineData(DuplicateHandling.Drop, 7, 1, 6)]
    public void Of_equal_rows_all_or_one_stay_and_all_but_one_are_counted(DuplicateHandling handling, int times, int kept, int counted)
    {
        Purchase between = Full with { Product = "q" };
        PurchaseHistory history = Load(handling, Enumerable.Repeat(Full, times - 1).Append(between).Append(Full));

        Assert.Equal((kept + 1, counted), (history.Count, history.Report.DuplicateRows));
    }

    [Theory]
    [MemberData(nameof(AlmostEqual))]
    public void Rows_that_differ_in_one_column_are_no_duplicates(string column, Purchase other)
    {
        Assert.NotEmpty(column);
        PurchaseHistory history = Load(DuplicateHandling.Drop, [Full, other, Full]);

        Assert.Equal((2, 1), (history.Count, history.Report.DuplicateRows));
    }

    [Fact]
    public void A_quantity_that_is_not_told_equals_1() => Assert.Equal(1, Load(DuplicateHandling.Drop, [Full with { Quantity = null }, Full with { Quantity = 1 }]).Count);

    [Fact]
    public void A_revenue_of_minus_zero_equals_zero_and_is_kept_as_zero()
    {
        PurchaseHistory history = Load(DuplicateHandling.Drop, [Full with { Revenue = -0.0 }, Full with { Revenue = 0.0 }]);

        Assert.Equal(1, history.Count);
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(history.RevenueOf(0)!.Value));
    }

    [Theory]
    [InlineData(DuplicateHandling.Keep, 4)]
    [InlineData(DuplicateHandling.Drop, 3)]
    public void The_same_item_twice_in_a_numbered_basket_is_a_duplicate_and_in_two_baskets_is_none(DuplicateHandling handling, int kept)
    {
        var builder = new PurchaseHistoryBuilder(new PurchaseHistoryOptions { Duplicates = handling });
        builder.AddBasket(["a", "b", "a"]);
        builder.AddBasket(["a"]);
        PurchaseHistory history = builder.Build();

        Assert.Equal((kept, 1, 2), (history.Count, history.Report.DuplicateRows, history.BasketCount));
        Assert.Single(history.RowsOfBasket(1));
    }

    private static PurchaseHistory Load(DuplicateHandling handling, IEnumerable<Purchase> purchases) =>
        PurchaseHistory.From(purchases, new PurchaseHistoryOptions { Duplicates = handling });

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
