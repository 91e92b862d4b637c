using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Numerics;

/// <summary>Strips of vectors beside plain sums, to the last bit.</summary>
public sealed class RowSumsTests
{
    [Theory, InlineData(0, 3), InlineData(1, 0), InlineData(15, 2), InlineData(16, 1), InlineData(31, 5), InlineData(32, 4), InlineData(64, 7), InlineData(65, 7), InlineData(130, 40)]
    public void Strips_add_like_plain_loops(int columns, int rows)
    {
        var random = new Random(columns);
        double[] table = [.. Enumerable.Range(0, (columns * (rows + 2)) + 1).Select(_ => random.NextDouble() - 0.4)];
        double[] start = [.. Enumerable.Range(0, columns).Select(_ => random.NextDouble())];
        int[] offsets = [.. Enumerable.Range(0, rows).Select(row => columns * random.Next(rows + 2))];
        double[] sums = new double[columns];
        double[] plain = new double[columns];

        RowSums.Add(start, table, offsets, sums);
        RowSums.AddPlain(start, table, offsets, plain);

        Assert.Equal(plain, sums);
    }
}
