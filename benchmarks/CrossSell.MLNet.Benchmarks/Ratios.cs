using System.Diagnostics;
using System.Globalization;

namespace CrossSell.MLNet.Benchmarks;

/// <summary>Every way in turns in one process, so that whatever else the machine does falls on all of them alike.</summary>
internal static class Ratios
{
    private static readonly TimeSpan LeastTurn = TimeSpan.FromMilliseconds(100);

    public static void Print(int rounds, TextWriter output)
    {
        var customers = new ScoreCustomers();
        customers.Setup();
        Print(
            "customers",
            ScoreCustomers.Count,
            rounds,
            output,
            ("compiled scorer", () => customers.Compiled()),
            ("PredictionEngine", () => customers.EngineFromTable()),
            ("the same, made before", () => customers.Engine()),
            ("Transform, likewise", () => customers.Transform()));
        var pairs = new ScorePairs();
        pairs.Setup();
        Print("pairs", ScorePairs.Asked * ScorePairs.Products, rounds, output, ("compiled scorer", () => pairs.Compiled()), ("PredictionEngine", () => pairs.Engine()), ("Transform", () => pairs.Transform()));
    }

    private static void Print(string what, int each, int rounds, TextWriter output, params (string Name, Action Run)[] ways)
    {
        double[][] times = [.. ways.Select(_ => new double[rounds])];
        foreach ((_, Action run) in ways)
        {
            Turn(run);
        }

        for (int round = 0; round < rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                times[way][round] = Turn(ways[way].Run) / each;
            }
        }

        double[] medians = [.. times.Select(turns => turns.Order().ElementAt(rounds / 2))];
        for (int way = 0; way < ways.Length; way++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-10} {ways[way].Name,-22} {medians[way],8:F1} ns CPU each {medians[way] / medians[0],6:F1} x"));
        }
    }

    // Nanoseconds of CPU, of all threads of the process, for one run.
    private static double Turn(Action run)
    {
        int runs = 0;
        var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        TimeSpan used;
        do
        {
            run();
            runs++;
            process.Refresh();
            used = process.TotalProcessorTime - before;
        }
        while (used < LeastTurn);
        return used.TotalNanoseconds / runs;
    }
}
