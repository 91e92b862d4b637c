using CrossSell.Numerics;
using MathNet.Numerics.Distributions;

namespace CrossSell.Core.Tests.Numerics;

public class StudentDistributionTests
{
    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(2, 3.7)]
    [InlineData(5, 10)]
    [InlineData(1.96, 1_000)]
    [InlineData(-1.5, 40)]
    public void Tails_are_those_of_MathNet(double t, double freedom) =>
        Assert.Equal(2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)), StudentDistribution.TwoSidedTail(t, freedom), 10);

    [Theory]
    [InlineData(0.95, 1, 12.706204736)]
    [InlineData(0.95, 10, 2.228138852)]
    [InlineData(0.99, 5, 4.032142984)]
    [InlineData(0.8, 1e6, 1.28155)]
    public void Quantiles_are_those_of_the_tables(double level, double freedom, double quantile) =>
        Assert.Equal(1, StudentDistribution.TwoSidedQuantile(level, freedom) / quantile, 3);

    [Fact]
    public void A_quantile_has_its_tail()
    {
        foreach (double freedom in new[] { 1.0, 2.5, 9, 200 })
        {
            Assert.Equal(0.05, StudentDistribution.TwoSidedTail(StudentDistribution.TwoSidedQuantile(0.95, freedom), freedom), 11);
        }
    }
}
