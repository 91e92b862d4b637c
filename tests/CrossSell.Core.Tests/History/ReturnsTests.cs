namespace CrossSell.Tests;

public sealed class ReturnsTests
{
    private static readonly DateTime Day = new(2024, 2, 29);

    private static Purchase P(double? quantity, int? day = null, string product = "p", string? customer = "A", string? basket = null, double? revenue = null) => new()
    {
        Product = product,
        Customer = customer,
        Basket = basket,
        Quantity = quantity,
        Revenue = revenue,
        Time = day is { } d ? Day.AddDays(d) : null,
    };

    private static PurchaseHistory Load(params Purchase[] purchases) => PurchaseHistory.From(purchases);

    private static double[] Quantities(PurchaseHistory history) => [.. Enumerable.Range(0, history.Count).Select(history.QuantityOf)];

    [Fact]
    public void A_purchase_returned_in_full_leaves_the_history_but_its_customer_stays_known()
    {
        PurchaseHistory history = Load(P(2, 0), P(-2, 1));

        Assert.Equal((0, 0), (history.Count, history.BasketCount));
        Assert.Equal(["A"], history.Customers);
        Assert.Equal(["p"], history.Products);
        Assert.Equal(0..0, history.RowsOf(0));
        Assert.Empty(history.PurchasesOf(new CustomerId("A")));
        Assert.Equal((2, 0, 1, 0, 1), Counts(history));
    }

    [Fact]
    public void The_latest_purchase_is_returned_first_and_the_rest_keeps_its_share_of_the_revenue()
    {
        PurchaseHistory history = Load(P(4, 0, revenue: 40), P(2, 1, revenue: 30), P(-3, 2, revenue: -7));

        Assert.Equal([3.0], Quantities(history));
        Assert.Equal(30.0, history.RevenueOf(0));
        Assert.Equal(Day, history.TimeOf(0));
        Assert.Equal((3, 1, 1, 0, 1), Counts(history));
    }

    [Fact]
    public void A_return_takes_nothing_that_was_bought_after_it()
    {
        PurchaseHistory history = Load(P(1, 2), P(-1, 1));

        Assert.Equal([1.0], Quantities(history));
        Assert.Equal((2, 1, 0, 1, 0), Counts(history));
    }

    [Fact]
    public void A_return_at_the_very_time_of_the_purchase_takes_it_back() => Assert.Equal(0, Load(P(-1, 0), P(1, 0)).Count);

    [Fact]
    public void Without_times_a_return_takes_back_whatever_was_bought() => Assert.Equal(0, Load(P(-1), P(1)).Count);

    [Fact]
    public void A_return_without_a_time_is_earlier_than_all_purchases_with_one() => Assert.Equal((2, 1, 0, 1, 0), Counts(Load(P(1, 0), P(-1))));

    [Theory]
    [InlineData("q", "A")]
    [InlineData("p", "B")]
    public void A_return_takes_nothing_of_another_product_or_customer(string product, string customer) =>
        Assert.Equal((2, 1, 0, 1, 0), Counts(Load(P(1, 0), P(-1, 1, product, customer))));

    [Fact]
    public void A_return_crosses_the_baskets_of_a_customer_but_not_anonymous_baskets()
    {
        Assert.Equal(0, Load(P(1, 0, basket: "b1"), P(-1, 1, basket: "b2")).Count);
        Assert.Equal(1, Load(P(1, 0, customer: null, basket: "b1"), P(-1, 1, customer: null, basket: "b2")).Count);
        Assert.Equal(0, Load(P(1, 0, customer: null, basket: "b1"), P(-1, 1, customer: null, basket: "b1")).Count);
        Assert.Equal(1, Load(P(1, 0, customer: null, basket: "b1"), P(-1, 1, customer: "A", basket: "b1")).Count);
    }

    [Fact]
    public void More_returned_than_bought_takes_all_and_no_more() => Assert.Equal((4, 1, 1, 0, 2), Counts(Load(P(1, 0), P(2, 1), P(-9, 2), P(1, 3))));

    [Fact]
    public void One_purchase_may_be_returned_in_parts() => Assert.Equal((4, 0, 3, 0, 1), Counts(Load(P(3, 0), P(-1, 1), P(-1, 2), P(-1, 3))));

    [Theory]
    [InlineData(0.8, 0.7, 0.1)]
    [InlineData(0.3, 0.1, 0.2)]
    [InlineData(1000.8, 1000.7, 0.1)]
    [InlineData(1e6 + 0.8, 0.8, 1e6)]
    public void Fractions_returned_in_parts_leave_no_crumb(double bought, double first, double second)
    {
        PurchaseHistory history = Load(P(0.25, -1), P(bought, 0), P(-first, 1), P(-second, 2));

        Assert.Equal([0.25], Quantities(history));
        Assert.Equal((4, 1, 2, 0, 1), Counts(history));
    }

    [Fact]
    public void A_small_rest_that_is_real_stays()
    {
        Assert.Equal([1.0], Quantities(Load(P(1_000_000_001, 0), P(-1_000_000_000, 1))));
        Assert.Equal([1e-9], Quantities(Load(P(2e-9, 0), P(-1e-9, 1))));
    }

    [Fact]
    public void A_repeated_row_is_returned_once_when_repeats_are_dropped()
    {
        PurchaseHistory history = PurchaseHistory.From([P(1, 0), P(1, 0), P(-1, 1)], new PurchaseHistoryOptions { Duplicates = DuplicateHandling.Drop });

        Assert.Equal((3, 0, 1, 0, 1), Counts(history));
        Assert.Equal(1, history.Report.DuplicateRows);
    }

    [Fact]
    public void Purchases_that_only_returns_made_alike_are_no_duplicates()
    {
        PurchaseHistory history = PurchaseHistory.From(
            [P(1, 0), P(3, 0), P(-2, 1)], new PurchaseHistoryOptions { Duplicates = DuplicateHandling.Drop });

        Assert.Equal([1.0, 1.0], Quantities(history));
        Assert.Equal(0, history.Report.DuplicateRows);
    }

    [Fact]
    public void Rows_stand_in_order_after_a_return_made_one_of_them_smaller() => Assert.Equal([1.0, 1.0, 2.0], Quantities(Load(P(1, 0), P(2, 0), P(5, 0), P(-4, 1))));

    [Fact]
    public void Ignored_returns_are_counted_and_take_nothing_back()
    {
        PurchaseHistory history = PurchaseHistory.From([P(1, 0), P(-1, 1), P(0, 2)], new PurchaseHistoryOptions { Returns = ReturnHandling.Ignore });

        Assert.Equal((3, 1, 0, 1, 0), Counts(history));
        Assert.Equal(1, history.Report.ZeroQuantityRows);
    }

    [Theory]
    [InlineData(-1.0, "-1")]
    [InlineData(0.0, "0")]
    [InlineData(-0.5, "-0.5")]
    public void Rejected_returns_and_zeros_are_bad_rows(double quantity, string seen)
    {
        PurchaseFormatException e = Assert.Throws<PurchaseFormatException>(
            () => PurchaseHistory.From([P(1, 0), P(quantity, 1)], new PurchaseHistoryOptions { Returns = ReturnHandling.Reject }));

        Assert.Equal(new BadRow("purchases", 2, "quantity", seen, "a quantity above 0"), e.BadRow);
    }

    [Fact]
    public void A_quantity_of_zero_of_either_sign_is_left_out_and_counted()
    {
        PurchaseHistory history = Load(P(0.0, 0), P(-0.0, 0), P(null, 1));

        Assert.Equal((3, 1, 0, 0, 0), Counts(history));
        Assert.Equal(2, history.Report.ZeroQuantityRows);
    }

    private static (long Read, long Kept, long Matched, long Unmatched, long Returned) Counts(PurchaseHistory history) =>
        (history.Report.RowsRead, history.Report.RowsKept, history.Report.ReturnsMatched, history.Report.ReturnsUnmatched, history.Report.PurchasesReturned);
}
