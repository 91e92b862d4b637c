using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Numerics;

/// <summary>The greatest few, beside a sort.</summary>
public sealed class GreatestFewTests
{
    public static TheoryData<int> Lengths => [0, 1, 7, 8, 9, 64, 65, 127, 128, 129, 500, 1_000, 3_500];

    [Theory, MemberData(nameof(Lengths))]
    public void What_is_found_is_what_a_sort_puts_first(int length)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            int different = 1 << random.Next(24);
            float[] numbers = [.. Enumerable.Range(0, length).Select(_ => (random.Next(different) - (different / 3)) * 0.01f)];
            Lower(numbers, random);
            float bar = random.Next(3) switch { 0 => float.MinValue, 1 => 0, _ => length == 0 ? 1 : numbers[random.Next(length)] };
            bar = float.IsFinite(bar) ? bar : 0;
            foreach (int wanted in new[] { 0, 1, 10, 60, 127, 128, 400, length })
            {
                int[] places = new int[wanted];
                int found = GreatestFew.Find(numbers, bar, new ulong[length], places);

                int[] expected = [.. Enumerable.Range(0, length).Where(i => numbers[i] > bar).OrderByDescending(i => numbers[i]).ThenBy(i => i).Take(wanted).Order()];
                Assert.Equal(expected, places.Take(found).Order());
            }
        }
    }

    [Fact]
    public void Zeros_of_both_signs_are_equal()
    {
        int[] places = new int[2];
        Assert.Equal(2, GreatestFew.Find([-0f, 0f, -0f], -1, new ulong[3], places));
        Assert.Equal([0, 1], places.Order());
    }

    [Fact]
    public void The_ends_of_the_range_are_found_too()
    {
        int[] places = new int[1];
        Assert.Equal(1, GreatestFew.Find([float.MinValue, float.MaxValue, 1, float.NegativeInfinity], float.MinValue, new ulong[4], places));
        Assert.Equal([1], places);
    }

    private static void Lower(float[] numbers, Random random)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = random.Next(10) == 0 ? float.NegativeInfinity : numbers[i];
        }
    }
}
