using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Numerics;

/// <summary>The greatest few of a short row, beside a sort.</summary>
public sealed class FewOfRowTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(52)]
    [InlineData(64)]
    [InlineData(128)]
    public void What_is_found_is_what_a_sort_puts_first(int length)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            double[] numbers = [.. Enumerable.Range(0, length).Select(_ => random.Next(1 + random.Next(4)) == 0 ? double.NegativeInfinity : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 300)))];
            foreach (int wanted in new[] { 0, 1, 3, 10, FewOfRow.Most })
            {
                int[] places = new int[wanted];
                int found = FewOfRow.Find(numbers, places);

                Assert.Equal(Enumerable.Range(0, length).Where(i => double.IsFinite(numbers[i])).OrderByDescending(i => numbers[i]).Take(wanted), places.Take(found));
            }
        }
    }

    [Theory]
    [InlineData(new double[] { 1, 3, 3, 2 }, 1, -1)]
    [InlineData(new double[] { 1, 3, 3, 2 }, 4, -1)]
    [InlineData(new double[] { 0, -0.0, -1, -2 }, 2, -1)]
    [InlineData(new double[] { 1, 3, 2, 1 }, 2, 2)]
    [InlineData(new double[] { 1, 3, 2, 1 }, 3, -1)]
    public void Equal_numbers_are_told_where_they_are_among_the_greatest(double[] numbers, int wanted, int expected) =>
        Assert.Equal(expected, FewOfRow.Find(numbers, new int[wanted]));
}
