using CrossSell.Mining.Search;
using CrossSell.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public unsafe class PairTriangleTests
{
    private const int MinCount = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pairs_are_those_counted_one_by_one_and_what_leads_no_further_leaves_the_rows(bool isWeighted)
    {
        PairTriangle pairs = new();
        Prop.ForAll(Gen.Choose(2, 70).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (itemCount, rowCount, seed) =>
        {
            System.Random random = new(seed);
            int[][] rows = [.. Enumerable.Range(0, rowCount).Select(_ => Enumerable.Range(0, itemCount).Where(item => random.Next(itemCount) < 6).OrderDescending().ToArray())];
            int[] weights = [.. rows.Select(_ => isWeighted ? 1 + random.Next(4) : 1)];
            ProjectedDatabase database = Database(rows, weights, itemCount, isWeighted);
            pairs.Count(database);
            CompanionLists lists = database.Companions;
            lists.Clear(itemCount, itemCount * itemCount);
            List<(int Item, int Other, int Count)> listed = [];
            int[] positions = new int[itemCount + CounterScan.Padding];
            int[] values = new int[itemCount + CounterScan.Padding];
            for (int item = 0; item < itemCount; item++)
            {
                fixed (int* p = positions, v = values)
                {
                    int found = CounterScan.Harvest(pairs.Line(item), item, MinCount, p, v);
                    (int Other, int Count)[] expected = [.. Enumerable.Range(0, item)
                        .Select(other => (other, Support(rows, weights, item, other)))
                        .Where(pair => pair.Item2 >= MinCount)];
                    Assert.Equal(expected, Enumerable.Range(0, found).Select(i => (positions[i], values[i])));
                    lists.Add(p, v, found >= 2 ? found : 0);
                    listed.AddRange(expected.Where(_ => found >= 2).Select(pair => (item, pair.Other, pair.Count)));
                }
            }

            Assert.Equal(listed.Count == 0, lists.IsEmpty);
            int[] kept = [.. listed.SelectMany(pair => new[] { pair.Item, pair.Other }).Distinct().Order()];
            lists.Reduce(database);
            Assert.Equal(kept, Enumerable.Range(0, database.ItemCount).Select(item => database.Names[item]));
            Assert.Equal(listed, Enumerable.Range(0, kept.Length).SelectMany(item => Enumerable.Range(0, lists.Length(item))
                .Select(i => (kept[item], kept[lists.Items(item)[i]], lists.Counts(item)[i]))));
            if (kept.Length < itemCount)
            {
                (int[] Items, int Weight)[] left = [.. rows.Select((row, at) => (row.Where(kept.Contains).Select(item => Array.IndexOf(kept, item)).ToArray(), weights[at]))
                    .Where(row => row.Item1.Length >= 3)];
                Assert.Equal(left.Select(row => row.Items), Rows(database));
                Assert.Equal(left.Select(row => row.Weight), Enumerable.Range(0, database.RowCount).Select(row => isWeighted ? database.Weights[row] : 1));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static int Support(int[][] rows, int[] weights, int item, int other) =>
        rows.Select((row, at) => row.Contains(item) && row.Contains(other) ? weights[at] : 0).Sum();

    private static List<int[]> Rows(ProjectedDatabase database)
    {
        List<int[]> rows = [];
        for (int row = 0; row < database.RowCount; row++)
        {
            rows.Add(new Span<int>(database.Items + database.Starts[row], database.Starts[row + 1] - database.Starts[row] - 1).ToArray());
        }

        return rows;
    }

    private static ProjectedDatabase Database(int[][] rows, int[] weights, int itemCount, bool isWeighted)
    {
        ProjectedDatabase database = new() { ItemCount = itemCount, RowCount = rows.Length, IsUnweighted = !isWeighted };
        database.ReserveItems(itemCount);
        database.ReserveRows(rows.Length, rows.Sum(row => row.Length));
        database.ReserveWeights(rows.Length);
        int end = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            database.Starts[row] = end;
            database.Weights[row] = weights[row];
            foreach (int item in rows[row])
            {
                database.Items[end++] = item;
            }

            database.Items[end++] = ProjectedDatabase.RowEnd;
        }

        database.Starts[rows.Length] = end;
        for (int item = 0; item < itemCount; item++)
        {
            database.Names[item] = item;
            database.Supports[item] = rows.Select((row, at) => row.Contains(item) ? weights[at] : 0).Sum();
        }

        return database;
    }
}
