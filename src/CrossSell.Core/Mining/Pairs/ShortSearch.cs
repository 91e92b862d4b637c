namespace CrossSell.Mining.Search;

/// <summary>Finds itemsets of one and two items by counting pairs, which is several times as fast as the search for itemsets of any length.</summary>
internal static class ShortSearch
{
    /// <summary>Whether a run asks for no more than that.</summary>
    public static bool Takes(Transactions transactions, MiningOptions options) =>
        options is { Kind: ItemsetKind.All, MaxLength: <= 2 } && !transactions.IsWeighted;

    /// <param name="transactions">What is mined.</param>
    /// <param name="options">A run that <see cref="Takes"/> accepts.</param>
    /// <param name="run">Limits, threads, cancellation and progress.</param>
    /// <param name="newReceiver">Makes a thread's receiver from the frequent items and the highest support.</param>
    /// <param name="begun">Told the receivers before the first itemset.</param>
    public static T[] Collect<T>(Transactions transactions, MiningOptions options, MiningRun run, Func<int[], int, T> newReceiver, Action<IReadOnlyList<ItemsetReceiver>> begun)
        where T : ItemsetReceiver
    {
        long minCount = options.MinSupport.ToCount(transactions.Count);
        if (minCount > transactions.Count)
        {
            return [];
        }

        PairSearch search = PairSearch.Prepare(transactions, (int)minCount, run, PairPlan.Usual);
        int highest = search.Numbering.Items.Select(item => search.Numbering.SupportOfItem[item]).DefaultIfEmpty().Max();
        T[] receivers = [.. Enumerable.Range(0, run.Threads).Select(_ => newReceiver(search.Numbering.Items, highest))];
        begun(receivers);
        Workers.Run(run, PairWorker.TasksFor(search.Numbering.Count), number =>
            new PairWorker(search, new ItemsetPairSink(search.Numbering, receivers[number], run), run));
        return receivers;
    }
}
