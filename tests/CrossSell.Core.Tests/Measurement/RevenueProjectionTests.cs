using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Measurement;

public class RevenueProjectionTests
{
    private static readonly ProductId Home = new("home");
    private static readonly ProductId Car = new("car");

    [Fact]
    public void The_margin_is_the_sum_of_probability_times_margin_put_right_by_the_record()
    {
        ProjectedGap[] gaps = [new(Home, "young", 0.1, 100), new(Home, "old", 0.3, 100), new(Car, "old", 0.5, 200)];
        var options = new ProjectionOptions { PriorPurchases = 10, Records = new Dictionary<ProductId, PropensityRecord> { [Home] = new(90, 40) } };
        var plain = RevenueProjection.Of(gaps);
        var projection = RevenueProjection.Of(gaps, options);

        Assert.Equal((3L, 0.9, 140.0), (plain.Total.Gaps, plain.Total.Purchases, plain.Total.Margin.Value));
        Assert.Equal((40 * 0.5) + 100, projection.Total.Margin.Value, 9);
        Assert.Equal([("car", 100.0), ("home", 20.0)], projection.Products.Select(row => (row.Name, Math.Round(row.Margin.Value, 9))));
        Assert.Equal([("old", 115.0), ("young", 5.0)], projection.Segments.Select(row => (row.Name, Math.Round(row.Margin.Value, 9))));

        // Of one product the interval is the gamma distribution's own.
        Interval home = projection.Products[1].Margin;
        Assert.Equal(40 * GammaFunctions.Quantile(0.025, 50) / 100, home.Lower, 9);
        Assert.Equal(40 * GammaFunctions.Quantile(0.975, 50) / 100, home.Upper, 9);
        Assert.False(projection.IsIncremental);
    }

    [Fact]
    public void The_interval_covers_what_comes_when_probabilities_are_off_by_factors()
    {
        const double Prior = 6;
        int covered = 0;
        const int Runs = 2000;
        var chance = new Random(3);
        for (int run = 0; run < Runs; run++)
        {
            double truth = 0;
            List<ProjectedGap> gaps = [];
            Dictionary<ProductId, PropensityRecord> records = [];
            for (int p = 0; p < 5; p++)
            {
                var product = new ProductId($"P{p}");
                double factor = GammaFunctions.Quantile(chance.NextDouble(), Prior) / Prior;
                double expected = 5 + chance.Next(40), margin = 10 + chance.Next(90);
                gaps.Add(new ProjectedGap(product, null, 0.2, margin));
                truth += 0.2 * margin * factor;
                records.Add(product, new PropensityRecord(expected, Poisson(expected * factor, chance)));
            }

            Interval interval = RevenueProjection.Of(gaps, new ProjectionOptions { PriorPurchases = Prior, Records = records }).Total.Margin;
            covered += interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(covered / (double)Runs, 0.93, 0.97);
    }

    [Fact]
    public void A_measured_share_takes_off_what_would_have_been_bought_anyway_and_widens_the_interval()
    {
        ProjectedGap[] gaps = [.. Enumerable.Range(0, 100).Select(i => new ProjectedGap(Home, null, 0.1, 50))];
        var records = new Dictionary<ProductId, PropensityRecord> { [Home] = new(500, 500) };
        Interval all = RevenueProjection.Of(gaps, new ProjectionOptions { Records = records }).Total.Margin;
        var measured = RevenueProjection.Of(gaps, new ProjectionOptions { Records = records, IncrementalShare = new Interval(0.4, 0.3, 0.5) });
        Assert.True(measured.IsIncremental);
        Assert.Equal(all.Value * 0.4, measured.Total.Margin.Value, 9);
        Assert.True((measured.Total.Margin.Upper - measured.Total.Margin.Lower) / measured.Total.Margin.Value > (all.Upper - all.Lower) / all.Value);

        // A campaign that may have cost sales projects a range with losses in it; one without any uncertainty scales.
        Assert.True(RevenueProjection.Of(gaps, new ProjectionOptions { IncrementalShare = new Interval(0.1, -0.1, 0.3) }).Total.Margin.Lower < 0);
        Interval exact = RevenueProjection.Of(gaps, new ProjectionOptions { Records = records, IncrementalShare = new Interval(0.5, 0.5, 0.5) }).Total.Margin;
        Assert.Equal(all.Upper / 2, exact.Upper, 9);
    }

    [Fact]
    public void Nothing_projects_nothing_and_wrong_input_is_named()
    {
        Assert.Equal(new Interval(0, 0, 0), RevenueProjection.Of([]).Total.Margin);
        Assert.Contains("1.5", Assert.Throws<ArgumentException>(() => RevenueProjection.Of([new ProjectedGap(Home, null, 1.5, 1)])).Message, StringComparison.Ordinal);
        string message = Assert.Throws<ArgumentException>(() => RevenueProjection.Of([], new ProjectionOptions
        {
            PriorPurchases = 0, ConfidenceLevel = 1, IncrementalShare = new Interval(0.5, 0.6, 0.4), Records = new Dictionary<ProductId, PropensityRecord> { [Home] = new(-1, 0) },
        })).Message;
        Assert.All(["PriorPurchases is 0", "ConfidenceLevel is 1", "IncrementalShare is", "'home'"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static long Poisson(double mean, Random chance)
    {
        double left = Math.Exp(-mean);
        long count = -1;
        for (double product = 1; product > left; product *= chance.NextDouble())
        {
            count++;
        }

        return count;
    }
}
