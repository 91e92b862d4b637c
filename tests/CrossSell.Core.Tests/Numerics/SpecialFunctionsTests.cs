namespace CrossSell.Numerics.Tests;

public sealed class SpecialFunctionsTests
{
    [Theory]
    [InlineData(1, 0.08106146679532725821967)] // 1 - ln(2 pi)/2
    [InlineData(15, 0.005554733551962801371038)]
    [InlineData(16, 0.005207655919609640440717)]
    [InlineData(1_000_000, 8.333333333333055555556e-8)]
    public void Stirlings_error_has_the_published_values(long k, double expected)
    {
        Assert.Equal(expected, SpecialFunctions.StirlingError(k), expected * 4e-16);
    }

    [Fact]
    public void Stirlings_error_falls_as_the_factorial_grows()
    {
        // From (k + 1)! = (k + 1) k!: delta(k) - delta(k + 1) = (k + 1/2) ln(1 + 1/k) - 1 = sum over j >= 1 of v^(2j)/(2j + 1) at
        // v = 1/(2k + 1).
        for (int k = 1; k <= 2_000; k++)
        {
            double v2 = 1.0 / ((2.0 * k) + 1) / ((2.0 * k) + 1), power = 1, fall = 0;
            for (int j = 1; j <= 30; j++)
            {
                power *= v2;
                fall += power / ((2 * j) + 1);
            }

            Assert.Equal(fall, SpecialFunctions.StirlingError(k) - SpecialFunctions.StirlingError(k + 1), 2e-17 + (fall * 1e-15));
        }
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1e-20, 1e-20)]
    [InlineData(-1e-20, -1e-20)]
    [InlineData(1e-10, 9.9999999995e-11)]
    [InlineData(0.5, 0.405465108108164381978013115464349136571990962346)]
    [InlineData(1e300, 690.775527898213705205397436405)]
    public void The_logarithm_of_one_plus_x_keeps_its_digits(double x, double expected)
    {
        Assert.Equal(expected, SpecialFunctions.LogOnePlus(x), Math.Abs(expected) * 4e-16);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    [InlineData(100, 90)]
    [InlineData(81.8, 100)] // the series ends and the formula starts near a ratio of 0.818
    [InlineData(81.9, 100)]
    [InlineData(1, 1e6)]
    public void Deviance_is_the_formula_where_the_formula_is_good(double observed, double expected)
    {
        double formula = (observed * Math.Log(observed / expected)) + expected - observed;

        Assert.Equal(formula, SpecialFunctions.Deviance(observed, expected, observed - expected), formula * 1e-12);
    }

    [Fact]
    public void Deviance_is_exact_where_the_formula_has_no_digit_left()
    {
        // (e + 1) ln((e + 1)/e) - 1 = 1/(2e) - 1/(6e^2) + ..., the formula gives 0 or noise at e = 2^40.
        const double e = 1L << 40;

        Assert.Equal((1 / (2 * e)) - (1 / (6 * e * e)), SpecialFunctions.Deviance(e + 1, e, 1), 1e-27);
        Assert.Equal(0.0, SpecialFunctions.Deviance(e, e, 0));
        Assert.Equal(7.5, SpecialFunctions.Deviance(0, 7.5, -7.5));
    }
}
