using System.Globalization;
using CrossSell.Tests;

namespace CrossSell.Tool.Tests;

/// <summary>The tool against itemset counts on which independent programs agree.</summary>
public sealed class PublicDataTests
{
    [SharedDataTheory("oracles/itemset_counts.csv", "fimi/retail.dat.gz", "fimi/foodmart.dat.gz", "baskets/groceries.dat.gz")]
    [InlineData("fimi/retail.dat.gz", "retail", 89)]
    [InlineData("baskets/groceries.dat.gz", "groceries", 99)]
    [InlineData("baskets/groceries.dat.gz", "groceries", 10)]
    public async Task Itemset_counts_by_length_are_the_published_ones(string file, string set, int minCount)
    {
        string[][] rows = [.. (await File.ReadAllLinesAsync(SharedData.PathOf("oracles/itemset_counts.csv"))).Select(line => line.Split(','))];
        string[] header = rows[0];
        string[] row = rows.Single(r => r[0] == set && r[Array.IndexOf(header, "min_count")] == minCount.ToString(CultureInfo.InvariantCulture));
        int first = Array.IndexOf(header, "len1");
        string expected = "length,itemsets\n" + string.Concat(
            Enumerable.Range(1, 21).Where(length => row[first + length - 1].Length > 0).Select(length => $"{length},{row[first + length - 1]}\n"));
        Assert.Equal(expected, await CountsAsync(file, minCount, "all"));
        Assert.Equal(row[Array.IndexOf(header, "closed")], Total(await CountsAsync(file, minCount, "closed")));
        Assert.Equal(row[Array.IndexOf(header, "maximal")], Total(await CountsAsync(file, minCount, "maximal")));
    }

    private static async Task<string> CountsAsync(string file, int minCount, string kind) =>
        (await ToolRun.Of("mine", "--input", SharedData.PathOf(file), "--min-support", $"{minCount}", "--counts-by-length", "--kind", kind)).Succeeds().Output;

    private static string Total(string counts) =>
        counts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Sum(line => long.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
}
