namespace CrossSell.Core.Tests.Propensity;

public sealed class SnapshotPlanTests
{
    [Fact]
    public void A_long_history_is_looked_at_once_a_year_five_times()
    {
        SnapshotPlan plan = SnapshotPlan.For(Between(new(2015, 1, 1), new(2024, 12, 31)));

        Assert.Equal(TimeSpan.FromDays(365), plan.Horizon);
        Assert.Equal(5, plan.Snapshots.Count);
        Assert.Equal(new DateTime(2024, 1, 2), plan.Snapshots[^1]);
        Assert.All(plan.Snapshots.Skip(1).Zip(plan.Snapshots), pair => Assert.Equal(plan.Horizon, pair.First - pair.Second));
    }

    [Fact]
    public void A_short_history_gets_a_quarter_of_its_span_as_horizon()
    {
        SnapshotPlan plan = SnapshotPlan.For(Between(new(2025, 1, 1), new(2025, 4, 10)));

        Assert.Equal(TimeSpan.FromDays(24), plan.Horizon);
        Assert.Equal([new DateTime(2025, 1, 29), new DateTime(2025, 2, 22), new DateTime(2025, 3, 18)], plan.Snapshots);
        Assert.Equal("Purchases within 24 days from 2025-01-29, 2025-02-22, 2025-03-18 were learned, each from what was known before.", plan.Text);
    }

    [Fact]
    public void What_is_given_is_taken_and_sorted()
    {
        SnapshotPlan plan = SnapshotPlan.For(Between(new(2025, 1, 1), new(2025, 4, 10)), new SnapshotOptions { Horizon = TimeSpan.FromDays(10), Snapshots = [new(2025, 3, 1), new(2025, 2, 1)] });

        Assert.Equal([new DateTime(2025, 2, 1), new DateTime(2025, 3, 1)], plan.Snapshots);
        Assert.Equal(TimeSpan.FromDays(10), plan.Horizon);
    }

    [Fact]
    public void What_cannot_be_planned_is_said_with_its_numbers()
    {
        Assert.Contains("no times", Assert.Throws<PropensityTrainingException>(() => SnapshotPlan.For(PurchaseHistory.From([new Purchase { Customer = "a", Product = "p" }]))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "span 99 days",
            Assert.Throws<PropensityTrainingException>(() => SnapshotPlan.For(Between(new(2025, 1, 1), new(2025, 4, 10)), new SnapshotOptions { Horizon = TimeSpan.FromDays(60) })).Message,
            StringComparison.Ordinal);
        string message = Assert.Throws<ArgumentException>(() => SnapshotPlan.For(
            Between(new(2025, 1, 1), new(2025, 4, 10)), new SnapshotOptions { Horizon = TimeSpan.Zero, Snapshots = [] })).Message;
        Assert.Contains("Horizon is 00:00:00", message, StringComparison.Ordinal);
        Assert.Contains("Snapshots is empty", message, StringComparison.Ordinal);
    }

    private static PurchaseHistory Between(DateTime first, DateTime last) => PurchaseHistory.From(
    [
        new Purchase { Customer = "a", Product = "p", Time = first },
        new Purchase { Customer = "a", Product = "q", Time = last },
    ]);
}
