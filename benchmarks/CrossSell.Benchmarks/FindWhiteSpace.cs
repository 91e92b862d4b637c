using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks;

/// <summary>How 4,000 customers stand to 40 categories of 80 products, some of which require one another; the baseline asks the checker for every product of everybody.</summary>
[MemoryDiagnoser]
public class FindWhiteSpace
{
    private static readonly EligibilityRequest _request = new(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));

    private PurchaseHistory _history = null!;
    private EligibilityChecker _checker = null!;
    private string[] _categories = null!;

    [GlobalSetup]
    public void Setup()
    {
        (_history, _checker) = HeldProducts.Make(customers: 4_000, categories: 40);
        WhiteSpace fast = WhiteSpace.Of(_history, _checker, _request);
        _categories = [.. fast.Categories];
        CategoryState[] naive = CheckerWhiteSpace.Of(_history, _checker, _request, _categories);
        for (int i = 0; i < naive.Length; i++)
        {
            if (naive[i] != fast[i / _categories.Length, i % _categories.Length])
            {
                throw new InvalidOperationException($"Customer {i / _categories.Length}, category {i % _categories.Length}: {naive[i]} and {fast[i / _categories.Length, i % _categories.Length]}.");
            }
        }

        WarmUp.Both(Checker, Table);
    }

    [Benchmark(Baseline = true)]
    public int Checker() => CheckerWhiteSpace.Of(_history, _checker, _request, _categories).Length;

    // 3 bytes a customer and category make 480,000, which stay; the rest are verdicts of the few whose holdings matter to a product, forgotten at once.
    [Benchmark, Gate(maxRatio: 0.05, maxBytes: 14_000_000)]
    public int Table() => WhiteSpace.Of(_history, _checker, _request).Categories.Count;
}
