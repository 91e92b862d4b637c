using System.Numerics;
using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>Which of 5,000 products may be offered to a customer who owns some and has declined others: the mask before the selection, beside two sets of ids that are asked about every product.</summary>
/// <remarks>Ours reads what he owns off his purchases; the sets were made ahead.</remarks>
[MemoryDiagnoser]
public class EligibilityMask
{
    private const int Products = 5_000;
    private const int Customers = 2_000;
    private const int AverageLength = 19;
    private const int Declined = 8;

    private readonly HashSet<string>[] _owned = new HashSet<string>[Customers];
    private readonly HashSet<string>[] _declined = new HashSet<string>[Customers];
    private readonly ulong[][] _barred = new ulong[Customers][];
    private string[] _products = null!;
    private BoundHistory _history = null!;
    private ulong[] _used = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        PurchaseHistory history = GeneratedHistory.Of(GeneratedBaskets.Make(Customers, Products, AverageLength, seed: 7));
        _products = [.. history.Products];
        _used = [.. Enumerable.Range(0, Bitset.Words(_products.Length)).Select(word => Bitset.Used(word, _products.Length))];
        _history = new BoundHistory(ContentOf(history), [.. Enumerable.Range(0, _products.Length)], history, asOf: null);
        var random = new SeededNumbers(11);
        for (int customer = 0; customer < Customers; customer++)
        {
            (int start, int length) = history.RowsOf(customer).GetOffsetAndLength(history.Count);
            _owned[customer] = [.. history.ProductOfRow.Slice(start, length).ToArray().Select(product => _products[product])];
            int[] declined = [.. Enumerable.Range(0, Declined).Select(_ => random.Below(_products.Length))];
            _declined[customer] = [.. declined.Select(product => _products[product])];
            _barred[customer] = new ulong[_used.Length];
            foreach (int product in declined)
            {
                Bitset.Set(_barred[customer], product);
            }

            SameAnswer.Check(CountBySets(customer), CountByMask(customer));
        }

        WarmUp.Both(Naive, Mask);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => CountBySets(Step());

    [Benchmark, Gate(maxRatio: 0.01, maxBytes: 0)]
    public int Mask() => CountByMask(Step());

    private int CountBySets(int customer)
    {
        HashSet<string> owned = _owned[customer];
        HashSet<string> declined = _declined[customer];
        return _products.Count(product => !owned.Contains(product) && !declined.Contains(product));
    }

    private int CountByMask(int customer)
    {
        ScoreScratch scratch = ScoreScratch.For(_products.Length);
        _ = _history.Read(customer, scratch);
        Span<ulong> excluded = scratch.Excluded.AsSpan(0, _used.Length);
        Bitset.Add(excluded, _barred[customer]);
        int open = 0;
        for (int word = 0; word < excluded.Length; word++)
        {
            open += BitOperations.PopCount(~excluded[word] & _used[word]);
        }

        return open;
    }

    private static ModelContent ContentOf(PurchaseHistory history) => new()
    {
        Products = [.. history.Products.Select(id => new Product { Id = new ProductId(id) })],
        ForSale = [.. Enumerable.Repeat(true, history.Products.Count)],
        Counts = [.. Enumerable.Repeat(1, history.Products.Count)],
        Transactions = history.Customers.Count,
        Unit = TransactionUnit.Customer,
        Rules = RuleBook.Empty,
    };

    private int Step() => _next = (_next + 1) % Customers;
}
