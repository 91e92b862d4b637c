using CrossSell.Numerics;
using MathNet.Numerics.Distributions;

namespace CrossSell.Core.Tests.Numerics;

public class GammaFunctionsTests
{
    public static TheoryData<double, double> Points
    {
        get
        {
            var points = new TheoryData<double, double>();
            foreach (double a in new[] { 0.05, 0.5, 1, 1.7, 4, 30, 400, 20_000 })
            {
                foreach (double share in new[] { 1e-6, 0.01, 0.3, 0.9, 1, 1.1, 2, 9 })
                {
                    points.Add(a, a * share);
                }
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Logarithm_and_tail_are_those_of_another_library(double a, double x)
    {
        Assert.Equal(SpecialFunctionsOf(a), GammaFunctions.LogGamma(a), 1e-12 * Math.Max(1, Math.Abs(SpecialFunctionsOf(a))));
        Assert.Equal(MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(a, x), GammaFunctions.UpperTail(a, x), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void A_quantile_has_its_share_below_it(double a, double x)
    {
        double p = 1 - GammaFunctions.UpperTail(a, x);
        if (p is > 1e-4 and < 0.9999)
        {
            Assert.Equal(x, GammaFunctions.Quantile(p, a), 1e-6 * x);
            Assert.Equal(Gamma.InvCDF(a, 1, p), GammaFunctions.Quantile(p, a), 1e-5 * x);
        }

        foreach (double share in new[] { 0.025, 0.975 })
        {
            Assert.Equal(1 - share, GammaFunctions.UpperTail(a, GammaFunctions.Quantile(share, a)), 1e-7);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-20)]
    [InlineData(-1e-9)]
    [InlineData(0.3)]
    [InlineData(-50)]
    [InlineData(double.NegativeInfinity)]
    public void The_exponential_less_one_keeps_its_digits(double x)
    {
        double expected = Math.Abs(x) < 1e-5 ? x * (1 + (x / 2)) : Math.Exp(x) - 1;
        Assert.Equal(expected, CrossSell.Numerics.SpecialFunctions.ExpMinusOne(x), 1e-14 * Math.Abs(expected));
    }

    [Fact]
    public void Tails_at_the_borders_are_whole()
    {
        Assert.Equal(1, GammaFunctions.UpperTail(3, 0));
        Assert.Equal(0, GammaFunctions.UpperTail(3, double.PositiveInfinity));
        Assert.Equal(0, GammaFunctions.UpperTail(1e-3, 1e6), 1e-12);
    }

    private static double SpecialFunctionsOf(double a) => MathNet.Numerics.SpecialFunctions.GammaLn(a);
}
