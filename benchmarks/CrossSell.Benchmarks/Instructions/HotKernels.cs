using CrossSell.Benchmarks.Generated;
using CrossSell.Numerics;

namespace CrossSell.Benchmarks.Instructions;

/// <summary>The three hottest kernels, each as a loop that does the same work in every run: what <see cref="InstructionGate"/> counts the instructions of.</summary>
internal static class HotKernels
{
    private const int Products = 500;
    private const int Customers = 300;
    private const int Offers = 10;
    private const int Rows = 20;
    private const int Scores = 50_000;

    /// <summary>Each kernel, how often it runs, how many instructions one run took when this was written, and what a run is.</summary>
    public static IReadOnlyList<HotKernel> All { get; } =
    [
        new("rules", Loops: 3_000, Expected: 44_107, "ten offers for one customer by rules, of 500 products"),
        new("rows", Loops: 3_000, Expected: 66_213, "the logits of 500 products: twenty rows of effects added up"),
        new("greatest", Loops: 1_000, Expected: 66_492, "the ten greatest of 50,000 scores"),
    ];

    /// <summary>What the parent prepares, so that no instruction of it is counted: a model of 20,000 generated customers.</summary>
    public static void Prepare(string modelFile) => ScoringSize.Of(Products).Make().Model.Save(modelFile);

    /// <summary>Sets all three up, runs each once, and then one of them as often as is said: two runs with different numbers differ by that one alone.</summary>
    public static int Run(string name, int loops, string modelFile)
    {
        Dictionary<string, Action> kernels = new(StringComparer.Ordinal) { ["rules"] = Rules(modelFile), ["rows"] = RowsOfEffects(), ["greatest"] = Greatest() };
        foreach (Action kernel in kernels.Values)
        {
            for (int i = 0; i < Customers; i++)
            {
                kernel();
            }
        }

        Action counted = kernels[name];
        for (int i = 0; i < loops; i++)
        {
            counted();
        }

        return 0;
    }

    private static Action Rules(string modelFile)
    {
        CrossSellModel model = CrossSellModel.Load(modelFile).Bind(GeneratedHistory.Of(GeneratedBaskets.Make(Customers, Products, 14, seed: 7)));
        CustomerId[] customers = [.. model.History!.Customers.Select(id => new CustomerId(id))];
        var best = new ScoredProduct[Offers];
        int next = 0;
        return () => model.Recommend(customers[next = (next + 1) % customers.Length], best);
    }

    private static Action RowsOfEffects()
    {
        var random = new SeededNumbers(11);
        double[] table = new double[Products * 200];
        foreach (ref double effect in table.AsSpan())
        {
            effect = random.Unit();
        }

        int[] offsets = [.. Enumerable.Range(0, Rows).Select(_ => Products * random.Below(200))];
        double[] start = table[..Products];
        double[] sums = new double[Products];
        return () => RowSums.Add(start, table, offsets, sums);
    }

    private static Action Greatest()
    {
        var random = new SeededNumbers(5);
        float[] scores = new float[Scores];
        foreach (ref float score in scores.AsSpan())
        {
            score = (float)random.Unit();
        }

        ulong[] room = new ulong[Scores];
        int[] best = new int[Offers];
        return () => GreatestFew.Find(scores, bar: -1, room, best);
    }
}
