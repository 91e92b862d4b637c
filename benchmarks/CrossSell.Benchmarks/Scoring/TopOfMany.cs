using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Numerics;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>The ten greatest of 50,000 scores, beside a priority queue.</summary>
[MemoryDiagnoser]
public class TopOfMany
{
    private const int Scores = 50_000;
    private const int Kept = 10;
    private const int Customers = 16;

    private readonly float[][] _scores = new float[Customers][];
    private readonly PriorityQueue<int, float> _queue = new(Kept + 1);
    private readonly ulong[] _room = new ulong[Scores];
    private readonly int[] _best = new int[Kept];
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededNumbers(5);
        for (int customer = 0; customer < Customers; customer++)
        {
            _scores[customer] = new float[Scores];
            foreach (ref float score in _scores[customer].AsSpan())
            {
                score = (float)random.Unit();
            }

            SameAnswer.Check(Sum(_scores[customer], Queue(_scores[customer])), Sum(_scores[customer], Find(_scores[customer])));
        }

        WarmUp.Both(Naive, Vectors);
        WarmUp.Repeat(Sort);
    }

    [Benchmark(Baseline = true)]
    public int Naive() => Queue(Next()).Length;

    [Benchmark, Gate(maxRatio: 0.15, maxBytes: 0)]
    public int Vectors() => Find(Next()).Length;

    [Benchmark]
    public int Sort()
    {
        float[] keys = [.. Next()];
        int[] places = [.. Enumerable.Range(0, Scores)];
        Array.Sort(keys, places);
        return places[^1];
    }

    private float[] Next() => _scores[_next = (_next + 1) % Customers];

    private int[] Queue(float[] scores)
    {
        _queue.Clear();
        for (int i = 0; i < scores.Length; i++)
        {
            if (_queue.Count < Kept)
            {
                _queue.Enqueue(i, scores[i]);
            }
            else
            {
                _queue.EnqueueDequeue(i, scores[i]);
            }
        }

        for (int place = Kept - 1; place >= 0; place--)
        {
            _best[place] = _queue.Dequeue();
        }

        return _best;
    }

    private int[] Find(float[] scores)
    {
        GreatestFew.Find(scores, bar: -1, _room, _best);
        return _best;
    }

    private static int Sum(float[] scores, int[] places) => BitConverter.SingleToInt32Bits(places.Select(place => scores[place]).Order().Aggregate((sum, score) => sum + score));
}
