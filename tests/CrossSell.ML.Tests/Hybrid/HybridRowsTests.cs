using CrossSell.ML.Hybrid;
using CrossSell.ML.Tests.Ranking;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>How many candidates are learned from.</summary>
public sealed class HybridRowsTests
{
    private static readonly PurchaseMatrix s_purchases = RandomPurchases.Make(2_000, 40, seed: 4, hasTimes: true);

    [Theory]
    [InlineData(5_000)]
    [InlineData(12_000)]
    public void As_many_candidates_are_read_as_may_be_where_there_are_customers_enough(int most)
    {
        (HybridWindow window, HybridFeatures features) = Window();
        HybridRows all = HybridRows.Read(features, window, int.MaxValue, 2, CancellationToken.None);
        HybridRows some = HybridRows.Read(features, window, most, 2, CancellationToken.None);

        Assert.True(all.Count > 20_000, $"{all.Count} candidates are too few for the test.");
        Assert.InRange(some.Count, 0.85 * most, 1.15 * most);
        Assert.Equal(all.Customers, some.Weights.Sum(), 1e-6);
    }

    [Fact]
    public void A_part_that_proposes_little_leaves_room_for_more_customers()
    {
        Assert.Equal(1_000, HybridRows.MostCustomers([10, 10, 10], 10_000));
        Assert.Equal(500, HybridRows.MostCustomers([10, 30], 10_000));
        Assert.Equal(HybridRows.Pilot, HybridRows.MostCustomers([500], 1_000));
        Assert.Equal(HybridRows.Pilot, HybridRows.MostCustomers([], 1_000));
        Assert.Equal(int.MaxValue, HybridRows.MostCustomers([1, 0], int.MaxValue));
    }

    private static (HybridWindow Window, HybridFeatures Features) Window()
    {
        var window = HybridWindow.Of(s_purchases, s_purchases.AsOf!.Value.AddDays(-60), TimeSpan.FromDays(60));
        return (window, LevelOne.Train([new PopularityTrainer(), new TrendTrainer()], window.Past, TimeSpan.FromDays(60), null, null, 15, CancellationToken.None));
    }
}
