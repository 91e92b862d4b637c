using CrossSell.Mining;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Counts by length on public sets, against a table on which at least three independent programs agree.</summary>
public class ItemsetMinerOnPublicDataTests
{
    private const string Table = "oracles/itemset_counts.csv";

    [SharedDataTheory(Table)]
    [MemberData(nameof(Rows))]
    public void Counts_by_length_of_all_and_numbers_of_closed_and_maximal_itemsets_are_those_of_the_table(string name, int minCount)
    {
        string[] row = RowOf(name, minCount);
        Transactions transactions = Baskets.Read(name);
        Assert.Equal(row[1], $"{transactions.Count}");
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount) };
        long[] expected = [.. row[5..^2].Where(cell => cell.Length > 0).Select(long.Parse)];
        Assert.Equal(expected, ItemsetMiner.CountByLength(transactions, options).ByLength);
        Assert.Equal(expected, ItemsetMiner.Mine(transactions, options).CountsByLength);
        options.Kind = ItemsetKind.Closed;
        Assert.Equal(row[^2], $"{ItemsetMiner.CountByLength(transactions, options).Total}");
        options.Kind = ItemsetKind.Maximal;
        Assert.Equal(row[^1], $"{ItemsetMiner.CountByLength(transactions, options).Total}");
    }

    public static TheoryData<string, int> Rows()
    {
        TheoryData<string, int> rows = [];
        if (!SharedData.Has(Table))
        {
            rows.Add("absent", 0);
            return rows;
        }

        foreach (string[] cells in ReadTable())
        {
            rows.Add(cells[0], int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
        }

        return rows;
    }

    private static string[] RowOf(string name, int minCount) => ReadTable().Single(cells => cells[0] == name && cells[2] == $"{minCount}");

    private static IEnumerable<string[]> ReadTable() =>
        File.ReadLines(SharedData.PathOf(Table)).Skip(1).Select(line => line.Split(','));
}
