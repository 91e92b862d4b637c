using System.Numerics;
using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Numerics;

public class BinomialTests
{
    [Fact]
    public void Numbers_up_to_2_to_the_52_are_exact_and_larger_ones_infinite()
    {
        foreach (int elements in Enumerable.Range(0, 120).Append(1_000).Append(65_537).Append(int.MaxValue))
        {
            foreach (int size in Enumerable.Range(0, Math.Min(elements, 70) + 1).SelectMany(size => new[] { size, elements - size }))
            {
                BigInteger exact = Exact(elements, Math.Min(size, elements - size));
                Assert.Equal(exact > 1L << 52 ? double.PositiveInfinity : (double)exact, Binomial.Choose(elements, size));
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 6)]
    [InlineData(5, -1)]
    public void There_is_no_subset_of_more_elements_than_all_or_of_less_than_none(int elements, int size) =>
        Assert.Equal(0, Binomial.Choose(elements, size));

    private static BigInteger Exact(int elements, int size)
    {
        BigInteger above = 1;
        BigInteger below = 1;
        for (int factor = 0; factor < size; factor++)
        {
            above *= elements - factor;
            below *= factor + 1;
        }

        return above / below;
    }
}
