using CrossSell.Benchmarks.Generated;
using CrossSell.Benchmarks.Scoring;

namespace CrossSell.Benchmarks.Tables;

/// <summary>All of a decision beside one that adds the rows of weights by TensorPrimitives: CPU time of one thread, both sides in turn.</summary>
internal static class TensorTable
{
    private const int Rounds = 7;
    private const int Calls = 4_000;

    public static string Make()
    {
        var table = new Markdown("products", "row by row us", "crosssell us", "times");
        foreach (ScoringSize size in ScoringSize.All)
        {
            Console.Error.WriteLine($"  beside vectors, {size.Products} products");
            var one = new BesideTensors(size.Products);
            WarmUp.Both(one.Tensors, one.Ours);
            double[] theirs = new double[Rounds];
            double[] ours = new double[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                theirs[round] = Microseconds(one.Tensors);
                ours[round] = Microseconds(one.Ours);
            }

            double times = theirs.Zip(ours, (their, our) => their / our).Order().ElementAt(Rounds / 2);
            table.Row(Markdown.Whole(size.Products), Markdown.Number(theirs.Order().ElementAt(Rounds / 2)), Markdown.Number(ours.Order().ElementAt(Rounds / 2)), FormattableString.Invariant($"{times:0.00}x"));
        }

        return table.ToString();
    }

    private static double Microseconds(Func<int> decide) => CpuStopwatch.Once(() =>
    {
        for (int i = 0; i < Calls; i++)
        {
            _ = decide();
        }
    }).Cpu.TotalMicroseconds / Calls;
}
