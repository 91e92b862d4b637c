using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CrossSell.Benchmarks.Generated;
using CrossSell.Numerics;

namespace CrossSell.Benchmarks.Instructions;

/// <summary>The hottest kernels, each as a loop that does the same work in every run: what <see cref="InstructionGate"/> counts the instructions of.</summary>
internal static class HotKernels
{
    private const int Products = 500;
    private const int Customers = 300;
    private const int WarmUps = 30;
    private const int Offers = 10;
    private const int Rows = 20;
    private const int Scores = 50_000;

    private static readonly HotKernel[] Kernels =
    [
        new("rules", Loops: 300, Expected: 44_107, "ten offers for one customer by rules, of 500 products"),
        new("decision", Loops: 300, Expected: 94_658, "ten offers for one customer by rules, thirty facts and weights, of 500 products"),
        new("rows", Loops: 300, Expected: 66_213, "the logits of 500 products: twenty rows of effects added up"),
        new("greatest", Loops: 100, Expected: 66_492, "the ten greatest of 50,000 scores"),
    ];

    private static Action? s_counted;

    /// <summary>Each kernel, how often it runs, how many instructions one run took when this was written, and what a run is.</summary>
    public static IReadOnlyList<HotKernel> All => Kernels;

    /// <summary>What the parent prepares, so that no instruction of it is counted: models of generated customers, by rules alone and with weights.</summary>
    public static void Prepare(string modelFile)
    {
        ScoringSize.Of(Products).Make().Model.Save(modelFile);
        ScoringSize.Of(Products).Make(withPropensity: true).Model.Save(WithWeights(modelFile));
    }

    /// <summary>Sets each kernel up and runs it: first uncounted, for the compiler and the caches of the program, then as often as is said below a search, which is what is counted.</summary>
    public static unsafe int Run(string modelFile)
    {
        short one = 0;
        Action[] kernels = [Rules(modelFile), Decision(WithWeights(modelFile)), RowsOfEffects(), Greatest()];
        for (int k = 0; k < kernels.Length; k++)
        {
            for (int i = 0; i < WarmUps; i++)
            {
                kernels[k]();
            }

            (Action kernel, int loops) = (kernels[k], Kernels[k].Loops);
            s_counted = () =>
            {
                for (int i = 0; i < loops; i++)
                {
                    kernel();
                }
            };
            Search(&one, &one, 1, sizeof(short), &Compare);
        }

        return 0;
    }

    // A search among one compares once.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Compare(void* left, void* right)
    {
        Interlocked.Exchange(ref s_counted, null)?.Invoke();
        return 0;
    }

    // A function of the system that calls back, by whose name valgrind knows where to count.
    [DllImport("libc", EntryPoint = InstructionGate.Below)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern unsafe void* Search(void* key, void* first, nuint count, nuint size, delegate* unmanaged[Cdecl]<void*, void*, int> compare);

    private static Action Rules(string modelFile) => Offer(CrossSellModel.Load(modelFile).Bind(History()));

    private static Action Decision(string modelFile)
    {
        PurchaseHistory history = History();
        return Offer(CrossSellModel.Load(modelFile).Bind(history, GeneratedFacts.Of(history.Customers, seed: 9)));
    }

    private static string WithWeights(string modelFile) => modelFile + ".weights";

    private static PurchaseHistory History() => GeneratedHistory.Of(GeneratedBaskets.Make(Customers, Products, 14, seed: 7));

    private static Action Offer(CrossSellModel model)
    {
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
