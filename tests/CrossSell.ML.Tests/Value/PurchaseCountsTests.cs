using CrossSell.ML.Value;

namespace CrossSell.ML.Tests.Value;

public class PurchaseCountsTests
{
    // P(alive) and equation (10) of the paper, 2F1 with 40 digits from mpmath. The first row is the customer of the paper's note for spreadsheets: 1.226.
    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 39, 0.72657857008067291, 1.2260281747671444)]
    [InlineData(0.243, 4.414, 0.793, 2.426, 0, 0, 38.86, 39, 1.0, 0.19509805201126264)]
    [InlineData(0.243, 4.414, 0.793, 2.426, 26, 37.1, 38.86, 500, 0.92083749109619668, 83.462904414461641)]
    [InlineData(1.7, 20, 1.0000001, 5, 3, 100, 300, 70, 0.065132117082092877, 0.062732309657217001)]
    [InlineData(0.9, 60, 3.5, 0.6, 1, 5, 400, 70, 0.004145477890968302, 0.0010402289878919054)]
    [InlineData(2, 30, 0.002, 0.9, 40, 350, 365, 90, 0.99974525046029754, 9.5650546588670971)]
    [InlineData(0.8, 70, 0.2, 250, 7, 250, 300, 70, 0.99758152254303028, 1.4711566124839958)]
    [InlineData(0.243, 4.414, 0.793, 2.426, 4, 20, 38.86, 0.001, 0.37623991739853036, 3.6889941914231326e-5)]
    public void Expectations_agree_with_values_of_40_digits(
        double r, double alpha, double a, double b, int x, double recency, double age, double horizon, double alive, double expected)
    {
        var counts = new PurchaseCounts(r, alpha, a, b, new PurchasePattern(x, recency, age), horizon);

        Assert.Equal(alive, counts.Alive, 1e-13);
        Assert.Equal(expected, counts.Expected, 2e-12 * Math.Max(1, expected));
    }

    [Theory]
    [InlineData(0.793, 2, 30.43, 39)]
    [InlineData(1, 0, 0, 300)]
    [InlineData(4, 12, 38, 39)]
    [InlineData(1e-9, 5, 10, 10)]
    [InlineData(400, 3, 30, 90)]
    [InlineData(1e6, 3, 30, 90)]
    public void The_distribution_has_the_expectation_of_the_closed_form_also_where_a_is_1(double a, int x, double recency, double horizon)
    {
        var counts = new PurchaseCounts(0.243, 4.414, a, 2.426, new PurchasePattern(x, recency, 38.86), horizon);
        double[] exactly = counts.Distribution(1e-15);

        Assert.Equal(1, exactly.Sum(), 1e-12);
        Assert.Equal(counts.Expected, exactly.Select((p, y) => p * y).Sum(), 1e-8);
    }

    [Theory]
    [InlineData(0.793, 0, 0, 39)]
    [InlineData(1, 2, 30.43, 300)]
    [InlineData(4, 12, 38, 39)]
    [InlineData(400, 3, 30, 90)]
    public void Where_the_first_purchase_counts_expectation_and_distribution_agree_too(double a, int x, double recency, double horizon)
    {
        var counts = new PurchaseCounts(0.243, 4.414, a, 2.426, new PurchasePattern(x, recency, 38.86), horizon, LeavingRule.AfterAnyPurchase);

        Assert.Equal(counts.Expected, counts.Distribution(1e-15).Select((p, y) => p * y).Sum(), 1e-8);
        Assert.Equal(counts.AtLeastOne, counts.Distribution(1e-15).Skip(1).Sum(), 1e-12);
    }

    [Fact]
    public void Nothing_is_expected_of_no_time()
    {
        var counts = new PurchaseCounts(0.243, 4.414, 0.793, 2.426, new PurchasePattern(2, 30, 38), horizon: 0);

        Assert.Equal(0, counts.Expected);
        Assert.Equal([1.0, 0.0], counts.Distribution(1e-12));
    }
}
