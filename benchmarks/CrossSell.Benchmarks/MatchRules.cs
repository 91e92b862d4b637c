using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>All rules of a list of some 260,000 that apply to a basket; online, so nothing may be allocated.</summary>
[MemoryDiagnoser]
public class MatchRules
{
    private const int Rules = 260_000;

    private readonly int[] _matches = new int[1_000];
    private int[][] _baskets = null!;
    private int[][] _antecedents = null!;
    private RuleIndex _index = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        int[][] baskets = GeneratedBaskets.Make(baskets: 20_000, items: 300, averageLength: 14, seed: 5);
        RuleSet rules = RuleMiner.Mine(BasketTransactions.Of(baskets), new RuleOptions
        {
            MinSupport = SupportThreshold.FromCount(5), MinConfidence = 0.1m, MaxLength = 4,
        });
        if (rules.Count < Rules)
        {
            throw new InvalidOperationException($"The baskets gave {rules.Count} rules; {Rules} are wanted.");
        }

        rules = rules.Take(Rules);
        _index = new RuleIndex(rules);
        _antecedents = [.. rules.Select(rule => rule.AntecedentIndexes.ToArray())];
        _baskets = baskets[..500];
        for (int i = 0; i < 50; i++)
        {
            SameAnswer.Check(naive: Naive(), ours: Match(_next));
        }

        WarmUp.Both(Naive, Index);
    }

    /// <summary>Looks at every rule.</summary>
    [Benchmark(Baseline = true)]
    public int Naive()
    {
        int[] basket = _baskets[Next()];
        int matching = 0;
        foreach (int[] antecedent in _antecedents)
        {
            bool holds = true;
            for (int i = 0; i < antecedent.Length && holds; i++)
            {
                holds = Array.BinarySearch(basket, antecedent[i]) >= 0;
            }

            matching += holds ? 1 : 0;
        }

        return matching;
    }

    [Benchmark, Gate(maxRatio: 0.02, maxBytes: 0)]
    public int Index() => Match(Next());

    private int Match(int basket) => _index.Match(_baskets[basket], _matches);

    private int Next() => _next = (_next + 1) % _baskets.Length;
}
