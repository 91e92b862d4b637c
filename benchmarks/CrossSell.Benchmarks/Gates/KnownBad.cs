using BenchmarkDotNet.Attributes;

namespace CrossSell.Benchmarks.Gates;

/// <summary>Gates that must not hold. Every gate run measures them first: gates that let these through would let anything through.</summary>
[MemoryDiagnoser]
public class KnownBad
{
    private readonly int[] _numbers = [.. Enumerable.Range(0, 2_000)];
    private int[]? _kept;

    [Benchmark(Baseline = true)]
    public int Once() => Sum(1);

    [Benchmark, Gate(maxRatio: 2, maxBytes: 0)]
    public int TooSlow() => Sum(20);

    [Benchmark, Gate(maxRatio: 1_000, maxBytes: 100)]
    public int TooMuchMemory() => (_kept = new int[100]).Length + Sum(1);

    [Benchmark, Gate(maxRatio: 1_000, maxBytes: 0)]
    public int Fine() => Sum(1);

    internal static bool IsCaught(TextWriter output)
    {
        IReadOnlyList<GateResult> results = GateRunner.Measure(typeof(KnownBad));
        bool caught = results.Count == 3 && results.All(result => result.Passed == result.Name.EndsWith(nameof(Fine), StringComparison.Ordinal));
        output.WriteLine(caught ? "gates that must fail do fail" : $"gates that must fail do not:\n{string.Join('\n', results)}");
        return caught;
    }

    private int Sum(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            foreach (int number in _numbers)
            {
                sum = unchecked((sum * 31) + number);
            }
        }

        return sum;
    }
}
