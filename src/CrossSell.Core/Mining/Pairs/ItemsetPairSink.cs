namespace CrossSell.Mining.Search;

/// <summary>Hands items and pairs on as itemsets of the lengths asked for.</summary>
internal sealed class ItemsetPairSink(PairNumbering numbering, ItemsetReceiver receiver, MiningRun run) : IPairSink
{
    public void Begin(int task) => receiver.BeginTask(task);

    public void Take(int number, ReadOnlySpan<int> partners, ReadOnlySpan<int> counts)
    {
        int item = numbering.Items[number];
        receiver.Take([item], numbering.SupportOfItem[item]);
        if (run.MaxLength < 2)
        {
            return;
        }

        Span<int> pair = stackalloc int[2];
        for (int at = 0; at < partners.Length; at++)
        {
            int partner = numbering.Items[partners[at]];
            pair[0] = Math.Min(item, partner);
            pair[1] = Math.Max(item, partner);
            receiver.Take(pair, counts[at]);
        }
    }

    public void End(int task) => receiver.EndTask(task);

    public void Finish() => receiver.Report();
}
