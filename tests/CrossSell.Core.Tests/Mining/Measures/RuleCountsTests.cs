using System.Numerics;

namespace CrossSell.Mining.Tests;

public sealed class RuleCountsTests
{
    [Fact]
    public void Margins_and_total_follow_from_the_cells()
    {
        RuleCounts t = new(3, 1, 2, 4);

        Assert.Equal((4, 6, 5, 5, 10), (t.N1x, t.N0x, t.Nx1, t.Nx0, t.N));
        Assert.Equal("n11=3 n10=1 n01=2 n00=4", t.ToString());
    }

    [Fact]
    public void The_table_built_from_its_margins_is_the_same()
    {
        RuleCounts t = new(3, 1, 2, 4);

        Assert.Equal(t, RuleCounts.FromMargins(t.N11, t.N1x, t.Nx1, t.N));
    }

    [Fact]
    public void Swap_exchanges_antecedent_and_consequent()
    {
        RuleCounts t = new(3, 1, 2, 4);

        Assert.Equal(new RuleCounts(3, 2, 1, 4), t.Swap());
        Assert.Equal(t, t.Swap().Swap());
    }

    [Theory]
    [InlineData(-1, 0, 0, 0, "n11")]
    [InlineData(0, -1, 0, 0, "n10")]
    [InlineData(0, 0, -1, 0, "n01")]
    [InlineData(0, 0, 0, -1, "n00")]
    [InlineData(0, 0, 0, long.MaxValue, "n00")]
    [InlineData(RuleCounts.MaxTotal, 1, 0, 0, "add up to 9007199254740993")]
    public void A_cell_that_is_no_count_is_refused_by_name(long n11, long n10, long n01, long n00, string expected)
    {
        ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>(() => new RuleCounts(n11, n10, n01, n00));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 5, 7, 10, "both is 6; it must be a count from 0 to antecedent, 5.")]
    [InlineData(6, 7, 5, 10, "both is 6; it must be a count from 0 to consequent, 5.")]
    [InlineData(1, 11, 5, 10, "antecedent is 11; it must be a count from 0 to total, 10.")]
    [InlineData(1, 5, 11, 10, "consequent is 11; it must be a count from 0 to total, 10.")]
    [InlineData(-1, 5, 5, 10, "both is -1;")]
    [InlineData(1, 5, 5, -1, "total is -1;")]
    [InlineData(1, 7, 6, 10, "antecedent 7 + consequent 6 - both 1 = 12 transactions hold one or the other; total is only 10.")]
    public void Margins_that_no_transactions_have_are_refused(long both, long antecedent, long consequent, long total, string expected)
    {
        ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>(
            () => RuleCounts.FromMargins(both, antecedent, consequent, total));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_determinant_is_exact_where_64_bits_and_doubles_are_not()
    {
        // k*k - (k - 1)*(k + 1) = 1: the products differ in their last bit, far below a double's.
        const long k = 1L << 50;
        RuleCounts t = new(k, k - 1, k + 1, k);

        Assert.Equal(1.0, t.Determinant);

        const long half = RuleCounts.MaxTotal / 2;
        Assert.Equal((double)BigInteger.Pow(half - 1, 2), new RuleCounts(half - 1, 0, 0, half - 1).Determinant);
    }
}
