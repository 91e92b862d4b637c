using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>The pairs of items that stand together often enough, in compressed rows: each pair at both of its items, partners ascending.</summary>
internal sealed class PairColumns
{
    private readonly int[] _starts;
    private readonly int[] _partners;
    private readonly int[] _counts;

    private PairColumns(int[] supports, int[] starts, int[] partners, int[] counts)
    {
        Supports = supports;
        _starts = starts;
        _partners = partners;
        _counts = counts;
    }

    /// <summary>The number of transactions that hold each item.</summary>
    public int[] Supports { get; }

    public ReadOnlySpan<int> PartnersOf(int item) => _partners.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    public ReadOnlySpan<int> CountsOf(int item) => _counts.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    public static PairColumns Count(Transactions transactions, int minCount, int? maxThreads, CancellationToken cancellation)
    {
        Collector found = new();
        ItemsetMiner.Visit(
            transactions,
            new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount), MinLength = 2, MaxLength = 2, MaxItemsets = int.MaxValue / 2, MaxThreads = maxThreads },
            found,
            progress: null,
            cancellation);
        int[] starts = new int[transactions.ItemCount + 1];
        foreach (Pair pair in found.Pairs)
        {
            starts[pair.First + 1]++;
            starts[pair.Second + 1]++;
        }

        for (int item = 0; item < transactions.ItemCount; item++)
        {
            starts[item + 1] += starts[item];
        }

        int[] next = starts[..^1], partners = new int[starts[^1]], counts = new int[starts[^1]];
        foreach (Pair pair in found.Pairs)
        {
            partners[next[pair.First]] = pair.Second;
            counts[next[pair.First]++] = pair.Count;
            partners[next[pair.Second]] = pair.First;
            counts[next[pair.Second]++] = pair.Count;
        }

        for (int item = 0; item < transactions.ItemCount; item++)
        {
            partners.AsSpan(starts[item], starts[item + 1] - starts[item]).Sort(counts.AsSpan(starts[item], starts[item + 1] - starts[item]));
        }

        return new PairColumns(SupportsOf(transactions), starts, partners, counts);
    }

    private static int[] SupportsOf(Transactions transactions)
    {
        int[] supports = new int[transactions.ItemCount];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            int weight = transactions.IsWeighted ? transactions.Weights[transaction] : 1;
            foreach (int item in transactions[transaction])
            {
                supports[item] += weight;
            }
        }

        return supports;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pair(int First, int Second, int Count);

    private sealed class Collector : IItemsetVisitor
    {
        public List<Pair> Pairs { get; } = [];

        public void Visit(ReadOnlySpan<int> items, int count) => Pairs.Add(new Pair(items[0], items[1], count));
    }
}
