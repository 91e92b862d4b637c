using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Benchmarks.Tables;

/// <summary>
/// Counting all itemsets, reading excluded, beside programs in C that are run in the same minute. Ours: CPU time of one thread in a warm process. Theirs: the
/// CPU time of the process less that of one that reads the same file and finds next to nothing.
/// </summary>
/// <param name="data">The baskets.</param>
/// <param name="peers">The folder with the programs.</param>
/// <param name="runs">How often each is run; the best counts, for both sides.</param>
internal sealed class InProcessTable(DataFolder data, string peers, int runs)
{
    /// <summary>Names the folder, when <c>--peers</c> does not.</summary>
    public const string Variable = "CROSSSELL_PEERS";

    private static readonly (string Data, int MinCount, bool IsDense)[] _cases =
    [
        ("T10I4D100K", 100, false), ("T10I4D100K", 20, false), ("retail", 44, false), ("retail", 9, false), ("kosarak36k", 36, false), ("bms1", 36, false),
        ("instacart_last", 10, false), ("online_retail", 60, false), ("T40I10D100K_regen", 1000, false),
        ("mushroom", 400, true), ("chess", 1000, true), ("connect3k", 1500, true), ("accidents15k", 4500, true),
    ];

    // The file and the minimum support stand in place of {0} and {1}.
    private static readonly PeerProgram[] _programs =
    [
        new("lcm2", "{0}", "{1}"), new("lcm3", "{0}", "{1}"), new("eclat", "-s-{1}", "{0}"), new("fpgrowth", "-s-{1}", "{0}"),
    ];

    public string Make()
    {
        PeerProgram[] present = [.. _programs.Where(program => program.IsIn(peers))];
        if (present.Length == 0)
        {
            throw new InvalidOperationException($"'{peers}' holds none of {string.Join(", ", _programs.Select(program => program.Name))}.");
        }

        var table = new Markdown(["baskets", "min count", "itemsets", "crosssell ms", .. present.Select(program => program.Name + " ms"), "best of them / crosssell"]);
        List<(bool IsDense, double Factor)> factors = [];
        foreach ((string name, int minCount, bool isDense) in _cases)
        {
            if (data.Find(name) is not { } file)
            {
                continue;
            }

            Console.Error.WriteLine($"  {name} @ {minCount}");
            Transactions transactions = Transactions.From(FimiBaskets.Load(file), TransactionUnit.Basket);
            (double ours, long itemsets) = Ours(transactions, minCount);
            int highest = PeerProgram.HighestSupport(transactions);
            double[] theirs = [.. present.Select(program => program.BestMilliseconds(peers, runs, file, minCount) - program.BestMilliseconds(peers, runs, file, highest))];
            factors.Add((isDense, theirs.Min() / ours));
            table.Row([name, Markdown.Whole(minCount), Markdown.Whole(itemsets), Markdown.Number(ours), .. theirs.Select(Markdown.Number), Factor(theirs.Min() / ours)]);
        }

        Mean("geometric mean, market baskets", factors.Where(factor => !factor.IsDense));
        Mean("geometric mean, dense sets", factors.Where(factor => factor.IsDense));
        return table.ToString();

        void Mean(string title, IEnumerable<(bool IsDense, double Factor)> some)
        {
            double[] logarithms = [.. some.Select(factor => Math.Log(factor.Factor))];
            if (logarithms.Length > 0)
            {
                table.Row([title, "", "", "", .. present.Select(_ => ""), Factor(Math.Exp(logarithms.Average()))]);
            }
        }
    }

    private (double Milliseconds, long Itemsets) Ours(Transactions transactions, int minCount)
    {
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), MaxThreads = 1 };
        long itemsets = 0;
        double best = double.PositiveInfinity;

        // Twice for the compiler, then some more for its second look at what is hot.
        for (int run = -5; run < runs; run++)
        {
            GC.Collect();
            double milliseconds = CpuStopwatch.Once(() => itemsets = ItemsetMiner.CountByLength(transactions, options).Total).Cpu.TotalMilliseconds;
            best = run < 0 ? best : Math.Min(best, milliseconds);
        }

        return (best, itemsets);
    }

    private static string Factor(double factor) => factor.ToString("0.00", CultureInfo.InvariantCulture) + "x";
}
