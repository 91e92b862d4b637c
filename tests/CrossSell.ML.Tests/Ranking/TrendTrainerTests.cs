namespace CrossSell.ML.Tests.Ranking;

public sealed class TrendTrainerTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 9, 0, 0);

    [Fact]
    public void First_purchases_since_midnight_so_many_days_ago_count_once_a_customer()
    {
        var builder = new PurchaseMatrixBuilder();
        builder.Add("ann", "old", 3, Monday.AddDays(-40), Monday);
        builder.Add("ann", "new", 2, Monday.AddDays(-1), Monday);
        builder.Add("bob", "new", 1, Monday.Date.AddDays(-3));
        builder.Add("cid", "new", 1, Monday.Date.AddDays(-3).AddTicks(-1));
        builder.Add("bob", "old");
        PurchaseMatrix matrix = builder.Build();
        var scores = new float[2];

        IProductScorer trend = new TrendTrainer { Days = 3 }.Train(matrix);
        trend.Score(default, scores);

        Assert.Equal(["new", "old"], matrix.Products);
        Assert.Equal([2, 0], scores);
    }

    [Fact]
    public void Without_times_there_is_no_trend()
    {
        var builder = new PurchaseMatrixBuilder();
        builder.Add("ann", "a");

        Assert.Contains("have no times", Assert.Throws<InvalidOperationException>(() => new TrendTrainer().Train(builder.Build())).Message, StringComparison.Ordinal);
        Assert.Contains("Days is 0", Assert.Throws<ArgumentException>(() => new TrendTrainer { Days = 0 }.Train(builder.Build())).Message, StringComparison.Ordinal);
    }
}
