using CrossSell.ML.Numerics;
using CrossSell.Numerics;
using IncompleteBeta = CrossSell.Numerics.IncompleteBeta;

namespace CrossSell.ML.Tests.Numerics;

/// <summary>Expected values with 40 digits from mpmath 1.3.</summary>
public class GammaFunctionTests
{
    [Theory]
    [InlineData(1e-8, 18.420680738180209, -100000000.57721565, 10000000000000002.0)]
    [InlineData(0.243, 1.3180435846996698, -4.3510938644232106, 18.141779787095829)]
    [InlineData(0.5, 0.57236494292470009, -1.9635100260214235, 4.9348022005446793)]
    [InlineData(1, 0.0, -0.57721566490153286, 1.6449340668482264)]
    [InlineData(2.426, 0.23400811688731612, 0.66620791496879618, 0.50847184848025802)]
    [InlineData(9.99, 12.779315214350193, 2.2507003728312011, 0.10527695014824179)]
    [InlineData(10, 12.80182748008147, 2.2517525890667211, 0.10516633568168575)]
    [InlineData(37.5, 97.521775222888204, 3.6109483445963384, 0.027025382266785014)]
    [InlineData(1234.5, 7550.5509010778949, 7.1180162318279978, 0.00081037272712696665)]
    [InlineData(1e9, 19723265827.503717, 20.723265836446411, 1.0000000005e-9)]
    public void The_gamma_functions_agree_with_values_of_40_digits(double x, double logGamma, double digamma, double trigamma)
    {
        Close(logGamma, GammaFunctions.LogGamma(x));
        Close(digamma, GammaDerivatives.Digamma(x));
        Close(trigamma, GammaDerivatives.Trigamma(x));
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.3, 0.36901011956554538)]
    [InlineData(6.25, 3.74, 0.5, 0.20226331068788309)]
    [InlineData(120, 3.74, 0.97, 0.44000581709185844)]
    [InlineData(0.01, 2, 0.001, 0.94257751126195298)]
    [InlineData(3, 800, 0.01, 0.98677599422739511)]
    [InlineData(2000, 5, 0.999, 0.94707581547689871)]
    public void The_incomplete_beta_function_agrees_with_values_of_40_digits(double a, double b, double x, double expected)
    {
        Close(expected, IncompleteBeta.Of(a, b, x), 1e-11);
        Close(1 - expected, IncompleteBeta.Of(b, a, 1 - x), 1e-10);
    }

    [Fact]
    public void The_incomplete_beta_function_ends_at_0_and_1()
    {
        Assert.Equal(0, IncompleteBeta.Of(2, 3, 0));
        Assert.Equal(1, IncompleteBeta.Of(2, 3, 1));
    }

    private static void Close(double expected, double actual, double tolerance = 1e-13) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");
}
