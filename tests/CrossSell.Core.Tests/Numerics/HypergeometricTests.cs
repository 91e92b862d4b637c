using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Numerics.Tests;

public sealed class HypergeometricTests
{
    private const double Q = 1L << 29;

    private static readonly Gen<int[]> SmallCells = Gen.Choose(0, 12).ArrayOf(4);
    private static readonly Gen<int[]> ModerateCells =
        Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 40), Gen.Choose(0, 400), Gen.Choose(0, 1_500)).ArrayOf(4);

    [Fact]
    public void The_lady_tastes_tea_with_milk_by_chance_in_17_of_70_cases()
    {
        // Fisher 1935: eight cups, four of each kind, three of the four named rightly.
        Assert.Equal(17.0 / 70, Hypergeometric.UpperTail(3, 1, 1, 3), 1e-16);
        Assert.Equal(16.0 / 70, Hypergeometric.Probability(3, 1, 1, 3), 1e-16);
        Assert.Equal(1.0 / 70, Hypergeometric.UpperTail(4, 0, 0, 4), 1e-17);
        Assert.Equal(53.0 / 70, Hypergeometric.LowerTail(3, 1, 1, 3), 1e-15);
    }

    [Fact]
    public void Small_tables_agree_with_counting() => AgreesWithCounting(SmallCells, 1_000);

    [Fact]
    public void Moderate_tables_agree_with_counting() => AgreesWithCounting(ModerateCells, 300);

    [Theory]
    [InlineData(3, 17, 600_000_000, 1_500_000_000)]
    [InlineData(17, 3, 600_000_000, 1_500_000_000)]
    [InlineData(60, 0, 2, 2_147_483_585)]
    [InlineData(40, 1, 2, 2_147_483_604)] // 1.5e-321, a number of three digits
    [InlineData(30, 1, 2, 2_147_483_614)]
    [InlineData(1, 0, 2_147_483_645, 1)]
    [InlineData(3, 2, 2_147_483_637, 5)]
    [InlineData(400, 600, 500_000_000, 1_600_000_000)]
    public void A_short_margin_in_a_huge_table_agrees_with_counting(long n11, long n10, long n01, long n00)
    {
        Compare(n11, n10, n01, n00);
    }

    // Computed with 60 decimal digits: log factorials by Stirling's series, the tail by ratios of neighbouring terms.
    [Theory]
    [InlineData(0, -1, 3.44353993744333093e-05, 5.00025826549530872e-01, 4.99974173450469184e-01)]
    [InlineData(5_000, -1, 3.13734546688761563e-05, 3.33045523411408140e-01, 6.66954476588591860e-01)]
    [InlineData(20_000, -1, 7.76018536163565629e-06, 4.21494089242644004e-02, 9.57850591075735558e-01)]
    [InlineData(-20_000, -1, 7.75960720430885667e-06, 9.57862230920165425e-01, 4.21377690798345542e-02)]
    [InlineData(300_000, -1, 8.48532508451547610e-151, 3.79488091318193805e-148, 1.0)]
    [InlineData(424_000, -1, 4.81479665419347942e-296, 1.52540377247226615e-293, 1.0)]
    public void A_balanced_table_of_two_billion_keeps_ten_digits(int shift, int last, double probability, double upper, double lower)
    {
        long with = (long)Q + shift, without = (long)Q - shift;

        Near(probability, Hypergeometric.Probability(with, without, without, with + last), 1e-11);
        Near(upper, Hypergeometric.UpperTail(with, without, without, with + last), 1e-10);
        Near(lower, Hypergeometric.LowerTail(with, without, without, with + last), 1e-10);
    }

    [Theory]
    [InlineData(1_000, 2.46032626677669096e-27, 8.12042550774586157e-27, 1.0)]
    [InlineData(700, 1.50804181527516724e-02, 4.94577737102291415e-01, 5.05422262897708641e-01)]
    [InlineData(400, 2.44490045783873805e-35, 1.0, 3.24238540979853254e-35)]
    public void A_rare_pair_in_two_billion_keeps_ten_digits(long both, double probability, double upper, double lower)
    {
        long neither = int.MaxValue - 1_000_000 - 1_500_000 - both;

        Near(probability, Hypergeometric.Probability(both, 1_000_000, 1_500_000, neither), 1e-11);
        Near(upper, Hypergeometric.UpperTail(both, 1_000_000, 1_500_000, neither), 1e-10);
        Near(lower, Hypergeometric.LowerTail(both, 1_000_000, 1_500_000, neither), 1e-10);
    }

    [Fact]
    public void Far_below_the_smallest_double_the_tail_is_zero()
    {
        Assert.Equal(0.0, Hypergeometric.UpperTail(1_000_000, 0, 0, 1_000_000));
        Assert.Equal(1.0, Hypergeometric.LowerTail(1_000_000, 0, 0, 1_000_000));
        Assert.Equal(0.0, Hypergeometric.LowerTail(1, 1_000_000, 1_000_000, 1));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, 3, 4)]
    [InlineData(3, 4, 0, 0)]
    [InlineData(3, 0, 4, 0)]
    [InlineData(0, 3, 0, 4)]
    [InlineData(7, 0, 0, 0)]
    public void Margins_that_allow_one_table_only_make_it_certain(long n11, long n10, long n01, long n00)
    {
        Assert.Equal(1.0, Hypergeometric.Probability(n11, n10, n01, n00));
        Assert.Equal(1.0, Hypergeometric.UpperTail(n11, n10, n01, n00));
        Assert.Equal(0.0, Hypergeometric.LowerTail(n11, n10, n01, n00));
    }

    [Fact]
    public void Tables_agree_with_the_distribution_of_MathNet()
    {
        Prop.ForAll(Gen.Choose(1, 150).ArrayOf(4).ToArbitrary(), c =>
        {
            MathNet.Numerics.Distributions.Hypergeometric peer = new(c.Sum(), c[0] + c[2], c[0] + c[1]);
            Near(peer.Probability(c[0]), Hypergeometric.Probability(c[0], c[1], c[2], c[3]), 1e-9);
            Assert.Equal(peer.CumulativeDistribution(c[0] - 1), Hypergeometric.LowerTail(c[0], c[1], c[2], c[3]), 1e-9);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void AgreesWithCounting(Gen<int[]> cells, int tests) =>
        Prop.ForAll(cells.ToArbitrary(), c => Compare(c[0], c[1], c[2], c[3])).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private static void Compare(long n11, long n10, long n01, long n00)
    {
        (double probability, double lower, double upper) = ExactHypergeometric.Of(n11, n10, n01, n00);
        Near(probability, Hypergeometric.Probability(n11, n10, n01, n00), 5e-12);
        Near(lower, Hypergeometric.LowerTail(n11, n10, n01, n00), 5e-12);
        Near(upper, Hypergeometric.UpperTail(n11, n10, n01, n00), 5e-12);
    }

    // Relative, and the last bit where doubles themselves have fewer digits left, below 2.2e-308.
    private static void Near(double expected, double actual, double tolerance)
    {
        double allowed = (expected * tolerance) + double.Epsilon;
        Assert.True(
            Math.Abs(expected - actual) <= allowed,
            $"expected {expected:R}, got {actual:R}: relative {(actual - expected) / expected:e2}");
    }
}
