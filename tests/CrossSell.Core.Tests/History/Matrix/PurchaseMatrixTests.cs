namespace CrossSell.Tests.History.Matrix;

public sealed class PurchaseMatrixTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 9, 0, 0);

    private static PurchaseMatrix Pairs()
    {
        var builder = new PurchaseMatrixBuilder();
        builder.Add("ann", "10", 3, Monday, Monday.AddDays(20));
        builder.Add("bob", "9", 1, Monday.AddDays(5));
        builder.Add("ann", "9", 2, Monday.AddDays(1), Monday.AddDays(2));
        return builder.Build();
    }

    [Fact]
    public void Products_stand_in_the_order_of_ids_and_customers_in_that_of_appearance()
    {
        PurchaseMatrix matrix = Pairs();

        Assert.Equal(["9", "10"], matrix.Products);
        Assert.Equal(["ann", "bob"], matrix.Customers);
        Assert.Equal([0, 1], matrix[0].Products.ToArray());
        Assert.Equal([2, 3], matrix[0].Baskets.ToArray());
        Assert.Equal([0, 1], matrix.BuyersOf(0).ToArray());
        Assert.Equal([0], matrix.BuyersOf(1).ToArray());
        Assert.Equal(Monday.AddDays(20).AddTicks(1), matrix.AsOf);
        Assert.Equal(18, matrix[0].DaysSinceLast(0), 6);
    }

    [Fact]
    public void Before_an_instant_nothing_of_the_future_is_left()
    {
        PurchaseMatrix matrix = Pairs().Before(Monday.AddDays(5));

        Assert.Equal(2, matrix.Count);
        Assert.Equal(0, matrix[1].Count);
        CustomerPurchases ann = matrix[0];
        Assert.Equal([2, 1], ann.Baskets.ToArray());
        Assert.Equal([Monday.AddDays(2).Ticks, Monday.Ticks], ann.Last.ToArray());
        Assert.Equal(Monday.AddDays(5), matrix.AsOf);
    }

    [Fact]
    public void Where_keeps_customers_products_and_the_columns_of_the_pairs_that_stay()
    {
        PurchaseMatrix matrix = Pairs().Where((customer, product) => (customer, product) != (0, 0));

        Assert.Equal(["9", "10"], matrix.Products);
        Assert.Equal([1], matrix[0].Products.ToArray());
        Assert.Equal([3], matrix[0].Baskets.ToArray());
        Assert.Equal([Monday.AddDays(20).Ticks], matrix[0].Last.ToArray());
        Assert.Equal([1], matrix.BuyersOf(0).ToArray());
        Assert.Equal(Pairs().AsOf, matrix.AsOf);
    }

    [Fact]
    public void A_history_gives_the_pairs_of_any_instant_exactly()
    {
        PurchaseHistory history = PurchaseHistory.From(
        [
            Bought("ann", "x", 0, "b1"), Bought("ann", "x", 0, "b1"), Bought("ann", "x", 3, "b2"), Bought("ann", "y", 3, "b2"), Bought("ann", "x", 9, "b3"), Bought(null, "x", 1, "b4"),
        ]);

        CustomerPurchases early = PurchaseMatrix.Of(history, Monday.AddDays(9))[0];
        CustomerPurchases all = PurchaseMatrix.Of(history)[0];

        Assert.Equal([2, 1], early.Baskets.ToArray());
        Assert.Equal([3, 1], all.Baskets.ToArray());
        Assert.Equal(Monday.AddDays(3).Ticks, early.Last[0]);
        Assert.Equal(Monday.AddDays(9).Ticks, all.Last[0]);
        Assert.Equal(2, PurchaseMatrix.Of(history).Count);
    }

    [Fact]
    public void Without_times_a_matrix_has_no_instant_and_no_earlier_one()
    {
        var builder = new PurchaseMatrixBuilder();
        builder.Add("ann", "x");
        PurchaseMatrix matrix = builder.Build();

        Assert.False(matrix.HasTimes);
        Assert.Null(matrix.AsOf);
        Assert.True(double.IsNaN(matrix[0].DaysSinceLast(0)));
        Assert.Throws<InvalidOperationException>(() => matrix.Before(Monday));
    }

    [Fact]
    public void A_pair_twice_is_told_and_wrong_pairs_are_refused()
    {
        var builder = new PurchaseMatrixBuilder();

        Assert.True(builder.Add("ann", "x", 1, Monday));
        Assert.False(builder.Add("ann", "x", 5, Monday));
        Assert.Throws<ArgumentException>(() => builder.Add("", "y"));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add("ann", "y", 0));
        Assert.Contains("2026-03-01", Assert.Throws<ArgumentException>(() => builder.Add("ann", "y", 1, Monday, Monday.AddDays(-1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.Build(Monday));
        Assert.Equal(1, builder.Count);
    }

    private static Purchase Bought(string? customer, string product, int day, string basket) =>
        new() { Customer = customer, Product = product, Time = Monday.AddDays(day), Basket = basket };
}
