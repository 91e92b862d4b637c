using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining.Living;

/// <summary>What a window must hold, kept the plain way: the baskets of each part, mined from scratch whenever asked.</summary>
internal sealed class WindowModel
{
    private readonly List<(string Name, DateTime Time, int[][] Baskets)> _parts = [];

    public IReadOnlyList<string> Names => [.. _parts.Select(part => part.Name)];

    public int[][] Baskets => [.. _parts.SelectMany(part => part.Baskets)];

    /// <summary>Does the same to a window and to this, as some numbers say.</summary>
    public void Step(SlidingWindowMiner window, int operation, int pick, int day, int[][] baskets)
    {
        Transactions transactions = Mining.Baskets.Of(baskets);
        string? some = _parts.Count == 0 ? null : _parts[pick % _parts.Count].Name;
        switch (operation)
        {
            case 0 when some is not null:
                Assert.True(window.Remove(some));
                _parts.RemoveAll(part => part.Name == some);
                break;
            case 1 when some is not null:
                window.Replace(some, transactions);
                DateTime time = _parts.Find(part => part.Name == some).Time;
                _parts.RemoveAll(part => part.Name == some);
                _parts.Add((some, time, baskets));
                break;
            case 2:
                DateTime first = Day(day - 4);
                Assert.Equal(_parts.RemoveAll(part => part.Time < first), window.RemoveBefore(first));
                break;
            default:
                string name = day.ToString(CultureInfo.InvariantCulture);
                window.Append(name, transactions, Day(day));
                _parts.Add((name, Day(day), baskets));
                break;
        }
    }

    /// <summary>Compares what the window says with what mining from scratch finds.</summary>
    public void Check(SlidingWindowMiner window, SupportThreshold minSupport)
    {
        RuleOptions options = new() { MinSupport = minSupport, MinConfidence = 0.4m, MaxThreads = 1 };
        Transactions scratch = Mining.Baskets.Of(Baskets);
        Itemsets found = window.MineItemsets(new MiningOptions { MinSupport = minSupport });
        Assert.Equal(Parts.Lines(ItemsetMiner.Mine(scratch, options.ForItemsets())), Parts.Lines(found));
        Assert.Equal(Parts.Lines(RuleMiner.Mine(scratch, options)), Parts.Lines(window.MineRules(options)));
        Assert.Equal(scratch.ItemIds, found.ItemIds);
        Assert.Equal(Names, window.Parts);
        Assert.Equal(scratch.Count, window.TransactionCount);
    }

    private static DateTime Day(int day) => new DateTime(2024, 1, 1).AddDays(day);
}
