using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class SupportThresholdTests
{
    [Theory]
    [InlineData("0.28", 25, 7)]
    [InlineData("0.001", 88_162, 89)]
    [InlineData("0.01", 100_000, 1_000)]
    [InlineData("0.3333333333333333333333333333", 3, 1)]
    [InlineData("0.3333333333333333333333333334", 3, 2)]
    [InlineData("0.9999999999999999999999999999", 2_000_000_000, 2_000_000_000)]
    [InlineData("1e-3", 10, 1)]
    [InlineData("0.5", 0, 1)]
    [InlineData("1", 10, 1)]
    [InlineData("30", 10, 30)]
    [InlineData("2.0", 10, 2)]
    [InlineData("1e3", 10, 1_000)]
    public void A_share_becomes_the_smallest_count_that_meets_it_without_rounding(string text, int transactions, long expected) =>
        Assert.Equal(expected, SupportThreshold.Parse(text).ToCount(transactions));

    [Theory]
    [InlineData("0", "'0'; it must be a whole number")]
    [InlineData("-1", "'-1'; it must be a whole number")]
    [InlineData("NaN", "'NaN'; it must be a whole number")]
    [InlineData("2.5e400", "'2.5e400'; it must be a whole number")]
    [InlineData("abc", "'abc'; it must be a whole number")]
    [InlineData("", "''; it must be a whole number")]
    [InlineData("1,5", "'1,5'; it must be a whole number")]
    [InlineData("1.5", "'1.5'; from 1 on it is a number of transactions and must be whole.")]
    [InlineData("99999999999999999999", "'99999999999999999999'; from 1 on")]
    public void What_is_no_threshold_is_refused_with_what_was_seen_and_expected(string text, string expected)
    {
        Assert.False(SupportThreshold.TryParse(text, out _, out string? error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(error, Assert.Throws<FormatException>(() => SupportThreshold.Parse(text)).Message);
    }

    [Fact]
    public void A_double_means_the_decimal_that_is_written_for_it() =>
        Prop.ForAll(Gen.Choose(1, 9_999).ToArbitrary(), Gen.Choose(1, 100_000).ToArbitrary(), (parts, transactions) =>
        {
            long expected = ((long)parts * transactions + 9_999) / 10_000;
            Assert.Equal(expected, SupportThreshold.FromShare(parts / 10_000.0).ToCount(transactions));
            Assert.Equal(expected, SupportThreshold.FromShare(parts / 10_000m).ToCount(transactions));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_share_lies_between_0_and_1(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => SupportThreshold.FromShare(share));

    [Fact]
    public void A_count_is_1_or_more()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SupportThreshold.FromCount(0));
        Assert.Equal(1, default(SupportThreshold).ToCount(5));
    }

    [Fact]
    public void A_support_printed_by_the_library_and_given_back_means_the_same_count()
    {
        foreach (int transactions in new[] { 3, 7, 4_141, 9_835, 88_162, 100_000, int.MaxValue })
        {
            for (long count = 1; count < transactions; count += 1 + (transactions / 997))
            {
                string printed = MeasureText.Format((double)count / transactions);
                Assert.Equal(count, SupportThreshold.FromShare(decimal.Parse(printed, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)).ToCount(transactions));
            }
        }
    }
}
