using System.Globalization;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>White space and programme gaps of a large book, in a process of its own, so that peak memory is that of the work and of the book.</summary>
internal static class SpaceTable
{
    /// <summary>What <c>--measure</c> is told.</summary>
    public const string Name = "space";

    private const int Categories = 40;

    public static string Make(params int[] customers)
    {
        var table = new Markdown("customers", "categories", "what", "CPU s", "wall s", "CPU microseconds a customer", "peak resident MB by then");
        foreach (int count in customers)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count} customers"));
            foreach (string line in ProcessRun.Median(1, OwnProgram.Command("--measure", Name, count.ToString(CultureInfo.InvariantCulture))).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] cells = line.Split('\t');
                double cpu = double.Parse(cells[1], CultureInfo.InvariantCulture);
                table.Row(
                    Markdown.Whole(count), Markdown.Whole(Categories), cells[0], Markdown.Seconds(cpu), Markdown.Seconds(double.Parse(cells[2], CultureInfo.InvariantCulture)),
                    Markdown.Number(cpu / count * 1e6), Markdown.Megabytes(long.Parse(cells[3], CultureInfo.InvariantCulture)));
            }
        }

        return table.ToString();
    }

    /// <summary>What the child process does: each step once, with its times and the peak so far, a line each.</summary>
    public static int Measure(string customers)
    {
        var at = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        (PurchaseHistory history, EligibilityChecker checker) = HeldProducts.Make(int.Parse(customers, CultureInfo.InvariantCulture), Categories);
        Line("the book alone", () => { });
        WhiteSpace? space = null;
        CustomerGroups segments = CustomerGroups.Of(Enumerable.Range(0, history.Customers.Count).Select(c => FormattableString.Invariant($"segment {c % 8}")));
        CustomerGroups sellers = CustomerGroups.Of(Enumerable.Range(0, history.Customers.Count).Select(c => FormattableString.Invariant($"seller {c % 101:000}")));
        var options = new WhiteSpaceOptions { Estimate = (customer, product) => new GapEstimate(0.01 + (0.001 * ((customer + product) % 50)), 10 + product) };
        Line("white space", () => space = WhiteSpace.Of(history, checker, new EligibilityRequest(at), options));
        Line("coverage of 8 segments", () => space!.Coverage(segments));
        Line("the 1,000 best gaps", () => space!.TopGaps(1_000));
        Line("effort to the goal", () => space!.Effort(costOfOffer: 1));
        Line("programme gaps, 80 products, 101 sellers", () => ProgrammeGaps.Of(history, checker.Catalog, at, new ProgrammeOptions { Sellers = sellers, Segments = segments }));
        return 0;
    }

    private static void Line(string step, Action action)
    {
        (TimeSpan cpu, TimeSpan wall) = CpuStopwatch.Once(action);
        string peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}\t{cpu.TotalSeconds:0.0000}\t{wall.TotalSeconds:0.0000}\t{long.Parse(peak, CultureInfo.InvariantCulture) * 1024}"));
    }
}
