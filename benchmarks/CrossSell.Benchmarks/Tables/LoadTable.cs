using System.Globalization;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Ten million purchases from CSV, each loader in a process of its own, so that peak memory is that of the load.</summary>
internal static class LoadTable
{
    private const int Rows = 10_000_000;
    private const int RowsOfSlowLoader = 2_000_000;

    public static string Make(DataFolder data, int runs)
    {
        var table = new Markdown("loader", "rows", "file MB", "CPU s", "rows a CPU second", "peak resident bytes a row", "CPU time a row");
        string large = Write(data, Rows);
        string small = Write(data, RowsOfSlowLoader);
        ProcessRun ours = ProcessRun.Median(runs, OwnProgram.Command("--measure", "load", large));
        ProcessRun oursSmall = ProcessRun.Median(runs, OwnProgram.Command("--measure", "load", small));
        ProcessRun theirs = ProcessRun.Median(runs, OwnProgram.Command("--measure", "csvhelper", small));
        double oneRow = ours.CpuSeconds / Rows;
        double oneRowSmall = oursSmall.CpuSeconds / RowsOfSlowLoader;
        Row("CsvPurchases.Load", Rows, large, ours, "1x");
        Row("CsvPurchases.Load", RowsOfSlowLoader, small, oursSmall, Markdown.Times(oneRowSmall, oneRow));
        Row("CsvHelper, GetField<T>", RowsOfSlowLoader, small, theirs, Markdown.Times(theirs.CpuSeconds / RowsOfSlowLoader, oneRow));
        return table.ToString();

        void Row(string loader, int rows, string file, ProcessRun run, string factor) => table.Row(
            loader,
            Markdown.Whole(rows),
            Markdown.Megabytes(new FileInfo(file).Length),
            Markdown.Seconds(run.CpuSeconds),
            Markdown.Whole((long)(rows / run.CpuSeconds)),
            Markdown.Whole(run.PeakBytes / rows),
            factor);
    }

    /// <summary>What the child process does: loads a file and says how many rows it had.</summary>
    public static int Measure(string loader, string path)
    {
        int rows = loader == "load" ? CsvPurchases.Load(path).Count : CsvHelperLoop.Load(path).Count;
        Console.WriteLine(rows.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static string Write(DataFolder data, int rows)
    {
        Console.Error.WriteLine($"  {rows} generated rows");
        string path = Path.Combine(data.Scratch, string.Create(CultureInfo.InvariantCulture, $"purchases-{rows}.csv"));
        using FileStream file = File.Create(path);
        GeneratedPurchases.WriteCsv(file, rows, seed: 8);
        return path;
    }
}
