using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Check and reserve in memory, each way beside the naive one in turn: CPU time of one thread.</summary>
internal static class ContactTable
{
    private const int Rounds = 9;
    private const int Blocks = 64;

    public static string Make()
    {
        var caps = new ContactCaps();
        caps.Setup();
        var table = new Markdown("way", "naive ns", "ns", "times", "least", "most");
        foreach ((string name, Func<int> way) in new (string, Func<int>)[]
        {
            ("days, one by one", caps.Days), ("days, in batches", caps.DaysInBatches), ("instants, one by one", caps.Instants), ("instants, in batches", caps.InstantsInBatches),
        })
        {
            Console.Error.WriteLine($"  contacts, {name}");
            double[] theirs = new double[Rounds];
            double[] ours = new double[Rounds];
            WarmUp.Both(caps.Naive, way);
            for (int round = 0; round < Rounds; round++)
            {
                theirs[round] = Nanoseconds(caps.Naive);
                ours[round] = Nanoseconds(way);
            }

            double[] times = [.. theirs.Zip(ours, (their, our) => their / our).Order()];
            table.Row(name, Markdown.Number(Middle(theirs)), Markdown.Number(Middle(ours)), Factor(times[Rounds / 2]), Factor(times[0]), Factor(times[^1]));
        }

        return table.ToString();
    }

    private static double Nanoseconds(Func<int> way) => CpuStopwatch.Once(() =>
    {
        for (int block = 0; block < Blocks; block++)
        {
            _ = way();
        }
    }).Cpu.TotalNanoseconds / (Blocks * ContactCaps.Calls);

    private static double Middle(double[] numbers) => numbers.Order().ElementAt(Rounds / 2);

    private static string Factor(double times) => FormattableString.Invariant($"{times:0}x");
}
