using CrossSell.Mining.Search;
using CrossSell.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public unsafe class RowSorterTests
{
    // Up to 16, up to 64, by bits, and a few of very many.
    [Theory]
    [InlineData(0, 16, 40)]
    [InlineData(17, 64, 300)]
    [InlineData(65, 500, 600)]
    [InlineData(65, 100, 1_000_000)]
    public void Rows_come_out_falling_and_what_stands_around_them_stays(int fewest, int most, int rankCount) =>
        Prop.ForAll(Gen.Choose(fewest, most).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, seed) =>
        {
            RowSorter sorter = new(rankCount, most);
            System.Random random = new(seed);
            for (int row = 0; row < 3; row++)
            {
                int[] ranks = Distinct(count, rankCount, random);
                int[] behind = [-1, .. Distinct(RowSorter.Padding, rankCount, random)];
                int[] places = [7, .. ranks, .. behind];
                fixed (int* at = places)
                {
                    sorter.SortFalling(at + 1, count);
                }

                Assert.Equal([7, .. ranks.OrderDescending(), .. behind], places);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_scalar_twin_sorts_the_same() =>
        Prop.ForAll(Gen.Choose(0, SmallSort.Most).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, seed) =>
        {
            int[] ranks = Distinct(count, 200, new System.Random(seed));
            int[] vector = [.. ranks, .. new int[SmallSort.Padding]];
            int[] scalar = [.. vector];
            int[] copy = new int[vector.Length + SmallSort.Padding];
            fixed (int* v = vector, s = scalar, c = copy)
            {
                SmallSort.Falling(v, count, c);
                SmallSort.FallingScalar(s, count);
            }

            Assert.Equal(scalar, vector);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static int[] Distinct(int count, int rankCount, System.Random random)
    {
        HashSet<int> ranks = [];
        while (ranks.Count < count)
        {
            ranks.Add(random.Next(rankCount));
        }

        return [.. ranks];
    }
}
