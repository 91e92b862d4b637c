using System.Globalization;

namespace CrossSell.Benchmarks.Tables;

/// <summary>The command line as a whole process, beside what other miners took.</summary>
internal sealed class MiningTables(DataFolder data, string tool, int runs)
{
    private readonly Dictionary<PeerRow, ProcessRun> _counted = [];

    public string Libraries() => Itemsets(PeerTimes.Itemsets, PeerTimes.Libraries, row => row.Libraries);

    public string Programs() => Itemsets(PeerTimes.Itemsets, PeerTimes.Programs, row => row.Programs);

    public string Written()
    {
        var table = new Markdown(["baskets", "min count", "itemsets", "crosssell CPU s", "peak MB", .. PeerTimes.Programs]);
        Each(PeerTimes.Written, row => row.Programs, (row, file) =>
        {
            string output = Path.Combine(data.Scratch, "itemsets.csv");
            ProcessRun run = Run(file, row.MinCount, "--itemsets", "--output", output);
            long itemsets = File.ReadLines(output).LongCount() - 1;
            table.Row([row.Data, Count(row), Checked(itemsets, row.Itemsets), .. Ours(run), .. Theirs(row.Programs, PeerTimes.Programs, run)]);
        });
        return table.ToString();
    }

    public string Rules()
    {
        var table = new Markdown(["baskets", "min count", "rules", "crosssell CPU s", "peak MB", .. PeerTimes.RuleMiners]);
        Each(PeerTimes.Rules, row => row.Libraries, (row, file) =>
        {
            string output = Path.Combine(data.Scratch, "rules.csv");
            ProcessRun run = Run(file, row.MinCount, "--min-confidence", "0.5", "--output", output);
            table.Row([row.Data, Count(row), Markdown.Whole(File.ReadLines(output).LongCount() - 1), .. Ours(run), .. Theirs(row.Libraries, PeerTimes.RuleMiners, run)]);
        });
        return table.ToString();
    }

    public string Short()
    {
        var table = new Markdown(["baskets", "min count", "up to", "itemsets", "crosssell CPU s", "peak MB", .. PeerTimes.ShortMiners]);
        foreach ((int longest, PeerRow row) in PeerTimes.Short)
        {
            Each([row], r => r.Programs, (_, file) =>
            {
                string upTo = longest.ToString(CultureInfo.InvariantCulture);
                ProcessRun run = Run(file, row.MinCount, "--counts-by-length", "--max-length", upTo);
                table.Row([row.Data, Count(row), upTo, Markdown.Whole(Total(run)), .. Ours(run), .. Theirs(row.Programs, PeerTimes.ShortMiners, run)]);
            });
        }

        return table.ToString();
    }

    private string Itemsets(IReadOnlyList<PeerRow> rows, string[] peers, Func<PeerRow, double?[]> times)
    {
        var table = new Markdown(["baskets", "min count", "itemsets", "crosssell CPU s", "peak MB", .. peers]);
        Each(rows, times, (row, file) =>
        {
            if (!_counted.TryGetValue(row, out ProcessRun? run))
            {
                _counted.Add(row, run = Run(file, row.MinCount, "--counts-by-length"));
            }

            table.Row([row.Data, Count(row), Checked(Total(run), row.Itemsets), .. Ours(run), .. Theirs(times(row), peers, run)]);
        });
        return table.ToString();
    }

    private void Each(IEnumerable<PeerRow> rows, Func<PeerRow, double?[]> times, Action<PeerRow, string> measure)
    {
        foreach (PeerRow row in rows.Where(row => times(row).Length > 0))
        {
            if (data.Find(row.Data) is { } file)
            {
                Console.Error.WriteLine($"  {row.Data} @ {row.MinCount}");
                measure(row, file);
            }
            else
            {
                Console.Error.WriteLine($"  {row.Data} is not in the folder; its row is left out");
            }
        }
    }

    private ProcessRun Run(string file, int minCount, params string[] further) => ProcessRun.Median(
        runs, ["dotnet", tool, "mine", "--input", file, "--format", "fimi", "--quiet", "--min-support", minCount.ToString(CultureInfo.InvariantCulture), .. further]);

    /// <summary>Adds up the second column of length,itemsets.</summary>
    private static long Total(ProcessRun run) => run.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Sum(line => long.Parse(line.Split(',')[1], CultureInfo.InvariantCulture));

    private static string Checked(long seen, long? expected) => expected is null || seen == expected
        ? Markdown.Whole(seen)
        : throw new InvalidOperationException($"{seen} itemsets were found where there are {expected}; a wrong answer is not worth a time.");

    private static string Count(PeerRow row) => Markdown.Whole(row.MinCount);

    private static string[] Ours(ProcessRun run) => [Markdown.Seconds(run.CpuSeconds), Markdown.Megabytes(run.PeakBytes)];

    private static IEnumerable<string> Theirs(double?[] times, string[] peers, ProcessRun ours) =>
        peers.Select((_, i) => i < times.Length && times[i] is { } time ? Theirs(time, ours) : "-");

    /// <summary>The dagger marks a time that is too short to claim anything from.</summary>
    private static string Theirs(double time, ProcessRun ours)
    {
        string mark = time < PeerTimes.StatedOnlyBelow ? " †" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{time:0.0##} ({Markdown.Times(time, ours.CpuSeconds)}){mark}");
    }
}
