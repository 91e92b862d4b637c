using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks;

/// <summary>The itemsets of the last 30 days, a day later: the day is appended and the oldest removed, or all is mined again; one thread.</summary>
[MemoryDiagnoser]
public class MoveWindow
{
    private const int Days = 30;
    private const int BasketsOfDay = 8_000;

    private static readonly SupportThreshold _minSupport = SupportThreshold.FromShare(0.005m);

    private readonly MiningOptions _options = new() { MinSupport = _minSupport, MaxThreads = 1 };
    private readonly SlidingWindowMiner _window = new(new WindowOptions { MinSupport = _minSupport, MaxThreads = 1 });
    private Transactions[] _days = null!;
    private Transactions _all = null!;
    private int _day;

    [GlobalSetup]
    public void Setup()
    {
        int[][] baskets = GeneratedBaskets.Make(Days * BasketsOfDay, items: 500, averageLength: 8, seed: 5);
        _all = BasketTransactions.Of(baskets);
        _days = [.. baskets.Chunk(BasketsOfDay).Select(BasketTransactions.Of)];
        for (; _day < Days; _day++)
        {
            _window.Append(Name(_day), _days[_day]);
        }

        // The days come again in turn, so the window always holds the same baskets.
        SameAnswer.Check(naive: FromScratch(), ours: Window());
        WarmUp.Both(FromScratch, Window);
    }

    [Benchmark(Baseline = true)]
    public int FromScratch() => ItemsetMiner.Mine(_all, _options).Count;

    [Benchmark, Gate(maxRatio: 0.3)]
    public int Window()
    {
        _window.Append(Name(_day), _days[_day % Days]);
        _window.Remove(Name(_day - Days));
        _day++;
        return _window.MineItemsets().Count;
    }

    private static string Name(int day) => day.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
