namespace CrossSell.Mining.Search;

/// <summary>Keeps only the number of itemsets by length.</summary>
internal sealed class CountingReceiver(MiningRun run) : ItemsetReceiver(run)
{
    protected override void Keep(ReadOnlySpan<int> items, int count)
    {
    }

    protected override void Keep(ReadOnlySpan<int> items, ReadOnlySpan<ulong> words, ReadOnlySpan<int> counts)
    {
    }
}
