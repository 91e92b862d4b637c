using CrossSell.Mining.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Numerics.Tests;

public sealed class HypergeometricQuantileTests
{
    private static readonly (int Part, int Whole)[] Shares = [(1, 1_000), (1, 20), (1, 2), (9, 10), (95, 100), (99, 100), (9_999, 10_000)];

    [Fact]
    public void Quantiles_of_all_tables_of_up_to_12_transactions_are_those_of_counting()
    {
        for (int n = 0; n <= 12; n++)
        {
            for (int n1x = 0; n1x <= n; n1x++)
            {
                for (int nx1 = 0; nx1 <= n; nx1++)
                {
                    AssertQuantiles(n1x, nx1, n);
                }
            }
        }
    }

    [Fact]
    public void Quantiles_of_larger_tables_are_those_of_counting() =>
        Prop.ForAll(RuleCountsArbitrary.Positive, t => AssertQuantiles(t.N1x, t.Nx1, t.N)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void The_median_of_a_balanced_table_of_two_billion_is_its_mean() =>
        Assert.Equal(1L << 29, Hypergeometric.Quantile(0.5, 1L << 30, 1L << 30, 1L << 31));

    private static void AssertQuantiles(long n1x, long nx1, long n)
    {
        foreach ((int part, int whole) in Shares)
        {
            long expected = ExactHypergeometric.Quantile(part, whole, n1x, nx1, n);
            long actual = Hypergeometric.Quantile((double)part / whole, n1x, nx1, n);
            Assert.True(expected == actual, $"The {part}/{whole} quantile for n1x={n1x} nx1={nx1} n={n} is {actual}, not {expected}.");
        }
    }
}
