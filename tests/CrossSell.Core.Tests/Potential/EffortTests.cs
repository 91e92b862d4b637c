namespace CrossSell.Tests.Potential;

public class EffortTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Efforts_of_segments_and_of_a_customer_are_those_of_their_gaps_alone()
    {
        var random = new Random(8);
        ProductCatalog catalog = new(Enumerable.Range(0, 6).Select(i => new Product { Id = new($"p{i}"), Category = $"c{i}" }));
        var builder = new PurchaseHistoryBuilder();
        for (int c = 0; c < 60; c++)
        {
            for (int k = 0; k <= random.Next(4); k++)
            {
                builder.Add(new Purchase { Customer = $"{c}", Product = $"p{random.Next(6)}", Time = _now.UtcDateTime.AddDays(-10) });
            }
        }

        double[] chances = [.. Enumerable.Range(0, 360).Select(_ => random.NextDouble() / 2)];
        WhiteSpace space = WhiteSpace.Of(builder.Build(), new EligibilityChecker(catalog), new EligibilityRequest(_now), new WhiteSpaceOptions
        {
            Estimate = (customer, product) => new GapEstimate(chances[(customer * 6) + product], 10 * (1 + product)),
        });
        CustomerGroups groups = CustomerGroups.Of(Enumerable.Range(0, 60).Select(c => c % 3 == 0 ? "young" : "old"));
        CategoryFigure potential = (_, category) => 1 + category;
        IReadOnlyList<EffortCurve> curves = space.Effort(groups, costOfOffer: 6, goal: 0.5, potential);

        Assert.Equal(["old", "young", "all"], curves.Select(c => c.Group));
        Assert.Equal(space.Effort(6, 0.5, c => c % 3 != 0, potential, "old"), curves[0]);
        Assert.Equal(space.Effort(6, 0.5, c => c % 3 == 0, potential, "young"), curves[1]);
        Assert.Equal(space.Effort(6, 0.5, customers: null, potential), curves[2]);
        Assert.Equal(space.Effort(6, 0.5, c => c == 17, potential, "17"), space.EffortOf(17, 6, 0.5, potential));
        Assert.Throws<ArgumentException>(() => space.Effort(CustomerGroups.OneOf(3), 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => space.EffortOf(60, 6));
    }

    [Theory]
    [InlineData(double.NaN, 5.0)]
    [InlineData(-0.1, 5.0)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void An_estimate_that_is_no_number_is_named_with_customer_and_product(double propensity, double margin)
    {
        ProductCatalog catalog = new([new Product { Id = new("owned"), Category = "a" }, new Product { Id = new("open"), Category = "b" }]);
        var builder = new PurchaseHistoryBuilder();
        builder.Add(new Purchase { Customer = "C7", Product = "owned", Time = _now.UtcDateTime.AddDays(-10) });
        WhiteSpace space = WhiteSpace.Of(builder.Build(), new EligibilityChecker(catalog), new EligibilityRequest(_now), new WhiteSpaceOptions { Estimate = (_, _) => new GapEstimate(propensity, margin) });

        Assert.Contains("customer 'C7' and product 'open'", Assert.Throws<InvalidOperationException>(() => space.Effort(1)).Message, StringComparison.Ordinal);
    }
}
