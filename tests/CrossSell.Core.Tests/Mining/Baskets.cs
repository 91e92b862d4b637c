using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Baskets for tests: written by hand, drawn at random, or read from a public set.</summary>
internal static class Baskets
{
    /// <summary>One basket a line, items apart by blanks.</summary>
    public static Transactions Of(params string[] baskets) =>
        Transactions.Create(baskets.Select(basket => basket.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Baskets of item numbers, any duplicates and any order in a basket.</summary>
    public static Transactions Of(IEnumerable<IEnumerable<int>> baskets) =>
        Transactions.Create(baskets.Select(basket => basket.Select(item => item.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray()));

    /// <summary>A public set in the FIMI format: one basket a line, item numbers apart by blanks.</summary>
    public static Transactions Read(string name)
    {
        string folder = SharedData.Has($"fimi/{name}.dat.gz") ? "fimi" : "baskets";
        using StreamReader reader = SharedData.OpenText($"{folder}/{name}.dat.gz");
        List<int> starts = [0];
        List<int> items = [];
        int largest = -1;
        while (reader.ReadLine() is string line)
        {
            foreach (Range part in line.AsSpan().Split(' '))
            {
                if (int.TryParse(line.AsSpan()[part], System.Globalization.CultureInfo.InvariantCulture, out int item))
                {
                    items.Add(item);
                    largest = Math.Max(largest, item);
                }
            }

            starts.Add(items.Count);
        }

        string[] ids = [.. Enumerable.Range(0, largest + 1).Select(item => item.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        return Transactions.FromEncoded([.. starts], [.. items], ids);
    }

    /// <summary>The items of each transaction.</summary>
    public static int[][] ToArrays(Transactions transactions) =>
        [.. Enumerable.Range(0, transactions.Count).Select(transaction => transactions[transaction].ToArray())];

    /// <summary>Up to 40 baskets over up to 16 items: from nearly empty to nearly full, with duplicates and empty baskets.</summary>
    public static Arbitrary<int[][]> Small { get; } = Random(mostBaskets: 40, mostItems: 16);

    /// <summary>Up to 300 baskets over up to 40 items, so that projected databases and bit rows are reached.</summary>
    public static Arbitrary<int[][]> Medium { get; } = Random(mostBaskets: 300, mostItems: 40);

    private static Arbitrary<int[][]> Random(int mostBaskets, int mostItems) =>
        Arb.From(
            from itemCount in Gen.Choose(1, mostItems)
            from longest in Gen.Choose(1, itemCount)
            from basketCount in Gen.Choose(0, mostBaskets)
            from skew in Gen.Choose(1, 3)
            from baskets in Gen.Choose(0, longest).SelectMany(length => Item(itemCount, skew).ArrayOf(length)).ArrayOf(basketCount)
            select baskets,
            Shrink);

    // The smaller of some draws: the larger the skew, the more the low items dominate.
    private static Gen<int> Item(int itemCount, int skew) =>
        Gen.Choose(0, itemCount - 1).ArrayOf(skew).Select(draws => draws.Min());

    private static IEnumerable<int[][]> Shrink(int[][] baskets)
    {
        if (baskets.Length > 1)
        {
            yield return baskets[..(baskets.Length / 2)];
            yield return baskets[(baskets.Length / 2)..];
        }

        for (int left = 0; left < Math.Min(baskets.Length, 40); left++)
        {
            yield return [.. baskets.Where((_, at) => at != left)];
        }
    }
}
