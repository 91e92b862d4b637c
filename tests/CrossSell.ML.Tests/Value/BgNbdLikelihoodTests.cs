using CrossSell.ML.Value;

namespace CrossSell.ML.Tests.Value;

public class BgNbdLikelihoodTests
{
    private static readonly double[] _published = [0.243, 4.414, 0.793, 2.426];

    // ln L of the paper's equation (6) with 40 digits from mpmath.
    [Theory]
    [InlineData(2, 30.43, 38.86, -9.4586063070662712)]
    [InlineData(0, 0, 38.86, -0.55471327643815845)]
    [InlineData(26, 37.1, 38.86, -42.935957600815826)]
    public void The_likelihood_is_that_of_the_paper(int x, double recency, double age, double expected)
    {
        var likelihood = new BgNbdLikelihood([x], [recency], [age], threads: 1);

        Assert.Equal(expected, likelihood.At(_published).Value, 1e-12 * Math.Abs(expected));
    }

    // By hand: alive, B(a, b+x+1) / B(a, b) times the rest; or gone right after the last of x+1 purchases, B(a+1, b+x) / B(a, b).
    [Theory]
    [InlineData(2, 30.43, 38.86)]
    [InlineData(0, 0, 38.86)]
    public void With_the_first_purchase_counted_the_likelihood_is_the_sum_of_both_fates(int x, double recency, double age)
    {
        double r = 0.6, alpha = 12, a = 0.8, b = 2.5;
        double arrivals = x == 2 ? r * (r + 1) : 1;
        double stays = b / (a + b);
        double leaves = a / (a + b);
        for (int k = 1; k <= x; k++)
        {
            leaves = stays * a / (a + b + k);
            stays *= (b + k) / (a + b + k);
        }

        double expected = Math.Log(arrivals * Math.Pow(alpha, r) * ((stays * Math.Pow(alpha + age, -r - x)) + (leaves * Math.Pow(alpha + recency, -r - x))));

        Assert.Equal(expected, new BgNbdLikelihood([x], [recency], [age], threads: 1, LeavingRule.AfterAnyPurchase).At([r, alpha, a, b]).Value, 1e-12);
    }

    [Fact]
    public void The_spend_likelihood_is_that_of_the_paper()
    {
        var likelihood = new GammaGammaLikelihood([1, 2, 26], [11.77, 22.35, 40], threads: 1);

        Assert.Equal(-11.577789762162017, likelihood.At([6.25, 3.74, 15.44]).Value, 1e-11);
    }

    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426, LeavingRule.AfterRepeatPurchase)]
    [InlineData(2, 60, 0.1, 0.4, LeavingRule.AfterRepeatPurchase)]
    [InlineData(0.05, 900, 7, 30, LeavingRule.AfterRepeatPurchase)]
    [InlineData(0.243, 4.414, 0.793, 2.426, LeavingRule.AfterAnyPurchase)]
    [InlineData(2, 60, 0.1, 0.4, LeavingRule.AfterAnyPurchase)]
    public void Both_derivatives_of_buying_agree_with_differences(double r, double alpha, double a, double b, LeavingRule leaving)
    {
        SimulatedBuyers buyers = SimulatedBuyers.Draw(seed: 3, count: 60, (0.8, 30, 0.8, 2.5), horizon: 0);
        var likelihood = new BgNbdLikelihood(
            [.. buyers.Patterns.Select(p => p.Frequency)], [.. buyers.Patterns.Select(p => p.RecencyDays)], [.. buyers.Patterns.Select(p => p.AgeDays)], threads: 1, leaving);

        RequireDerivatives(likelihood.At, [r, alpha, a, b]);
    }

    [Theory]
    [InlineData(6.25, 3.74, 15.44)]
    [InlineData(0.3, 1.2, 400)]
    public void Both_derivatives_of_spending_agree_with_differences(double p, double q, double gamma)
    {
        var likelihood = new GammaGammaLikelihood([1, 1, 2, 7, 7, 30], [3.5, 90, 22, 11, 8.25, 41], threads: 1);

        RequireDerivatives(likelihood.At, [p, q, gamma]);
    }

    private static void RequireDerivatives(Func<double[], Curvature> function, double[] point)
    {
        Curvature here = function(point);
        for (int i = 0; i < point.Length; i++)
        {
            double step = 1e-5 * point[i];
            Curvature above = function([.. point.Select((v, j) => j == i ? v + step : v)]);
            Curvature below = function([.. point.Select((v, j) => j == i ? v - step : v)]);
            Near((above.Value - below.Value) / (2 * step), here.Gradient[i]);
            for (int j = 0; j < point.Length; j++)
            {
                Near((above.Gradient[j] - below.Gradient[j]) / (2 * step), here.Hessian[(i * point.Length) + j]);
            }
        }

        static void Near(double expected, double actual) =>
            Assert.True(Math.Abs(expected - actual) <= 2e-6 * Math.Max(1, Math.Abs(expected)), $"a difference gives {expected:R}, the derivative is {actual:R}");
    }
}
