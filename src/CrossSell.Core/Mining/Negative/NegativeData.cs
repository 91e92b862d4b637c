namespace CrossSell.Mining;

/// <summary>Transactions with, for each item, the transactions that hold it, and the items by falling count.</summary>
internal sealed class NegativeData
{
    public NegativeData(Transactions transactions, CancellationToken cancellation)
    {
        Transactions = transactions;
        Counts = new int[transactions.ItemCount];
        foreach (int item in transactions.Items)
        {
            Counts[item]++;
        }

        ListStarts = new int[transactions.ItemCount + 1];
        for (int item = 0; item < Counts.Length; item++)
        {
            ListStarts[item + 1] = ListStarts[item] + Counts[item];
        }

        int[] cursors = ListStarts[..^1];
        Lists = new int[ListStarts[^1]];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            if ((transaction & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (int item in transactions[transaction])
            {
                Lists[cursors[item]++] = transaction;
            }
        }

        MostFrequentFirst = [.. Enumerable.Range(0, Counts.Length).OrderByDescending(item => Counts[item]).ThenBy(item => item)];
    }

    public Transactions Transactions { get; }

    public int[] Counts { get; }

    /// <summary>The items by falling count, then by index.</summary>
    public int[] MostFrequentFirst { get; }

    private int[] ListStarts { get; }

    private int[] Lists { get; }

    /// <summary>The transactions that hold an item, ascending.</summary>
    public ReadOnlySpan<int> Of(int item) => Lists.AsSpan(ListStarts[item]..ListStarts[item + 1]);
}
