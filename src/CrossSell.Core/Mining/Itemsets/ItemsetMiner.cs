using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Finds the itemsets that at least a given number of transactions hold.</summary>
/// <remarks>
/// Exact, on all cores, and the same for any number of threads. The search is depth first by prefix projection and occurrence deliver (Uno, Kiyomi
/// and Arimura 2004, LCM ver. 2), with bit rows where it is dense (Zaki 2000). Its time grows with the number of itemsets found, so with a falling
/// minimum support. Long baskets alone do no harm: their items cost only where they are frequent. All methods are safe to call from several threads.
/// </remarks>
public static class ItemsetMiner
{
    /// <summary>Finds itemsets and keeps them: 4 bytes an item and 4 an itemset.</summary>
    /// <param name="transactions">What is mined.</param>
    /// <param name="options">Minimum support, lengths, limits; null for the defaults.</param>
    /// <param name="progress">Told about each percent done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">The run would store more itemsets or take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Itemsets Mine(
        Transactions transactions, MiningOptions? options = null, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        return MineFocused(transactions, options ?? new MiningOptions(), focus: null, progress, cancellation);
    }

    /// <summary>Finds all frequent items, and the longer itemsets of the focus: of all kinds only <see cref="ItemsetKind.All"/>.</summary>
    internal static Itemsets MineFocused(
        Transactions transactions, MiningOptions options, SearchFocus? focus, IProgress<MiningProgress>? progress, CancellationToken cancellation)
    {
        MiningRun run = Start(transactions, options, progress, cancellation);
        run.MaxItemsets = Math.Min(run.MaxItemsets, int.MaxValue);
        ItemsetCodec? codec = null;
        StoringReceiver[] receivers = Collect(
            transactions, options, run, (items, highest) => new StoringReceiver(codec ??= new ItemsetCodec(items, transactions.ItemCount, highest), run), focus);
        Itemsets itemsets = codec is null ? new Itemsets([], [], transactions.ItemIds, transactions.TotalWeight) { IsWeighted = transactions.IsWeighted } : new ItemsetSorter(codec, run).Sort(receivers, transactions);
        run.End(itemsets.Count);
        return itemsets;
    }

    /// <summary>Counts itemsets by length and keeps none, so that any number of them can be counted.</summary>
    /// <inheritdoc cref="Mine" path="/param"/>
    /// <remarks>Much faster than finding them where the data is dense: items that always come together are counted by combinatorics.</remarks>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">There are more itemsets than 64 bits count, or the run would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static ItemsetCounts CountByLength(
        Transactions transactions, MiningOptions? options = null, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        MiningRun run = Start(transactions, options ??= new MiningOptions(), progress, cancellation);
        IReadOnlyList<long> byLength;
        if (options.Kind == ItemsetKind.All && !ShortSearch.Takes(transactions, options))
        {
            byLength = CountFrequent(transactions, options, run);
        }
        else
        {
            run.MaxItemsets = long.MaxValue;
            byLength = Sum(Collect(transactions, options, run, (_, _) => new CountingReceiver(run)));
        }

        ItemsetCounts counts = new(byLength, transactions.TotalWeight);
        run.End(counts.Total);
        return counts;
    }

    /// <summary>Finds itemsets and hands each to a visitor, so that a result of any size can be written while it is found.</summary>
    /// <inheritdoc cref="Mine" path="/param"/>
    /// <param name="transactions">What is mined.</param>
    /// <param name="options">Minimum support, lengths, limits; null for the defaults.</param>
    /// <param name="visitor">Takes the itemsets, in an order that does not depend on the threads. What it throws ends the run and comes out here.</param>
    /// <param name="progress">Told about each percent done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">There are more itemsets than the options allow, or the run would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static void Visit(
        Transactions transactions, MiningOptions? options, IItemsetVisitor visitor, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        MiningRun run = Start(transactions, options ??= new MiningOptions(), progress, cancellation);
        OrderedDelivery delivery = new(visitor, run);
        VisitingReceiver[] receivers = Collect(transactions, options, run, (_, _) => new VisitingReceiver(delivery, run));
        run.End(Sum(receivers).Sum());
    }

    private static MiningRun Start(Transactions transactions, MiningOptions options, IProgress<MiningProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        cancellation.ThrowIfCancellationRequested();
        return new MiningRun(options, progress, cancellation);
    }

    /// <summary>Runs the search of the kind asked for, one receiver a thread, made from the frequent items and the highest support.</summary>
    private static T[] Collect<T>(Transactions transactions, MiningOptions options, MiningRun run, Func<int[], int, T> newReceiver, SearchFocus? focus = null)
        where T : ItemsetReceiver
    {
        if (focus is null && ShortSearch.Takes(transactions, options))
        {
            return ShortSearch.Collect(transactions, options, run, newReceiver, receivers => run.FoundSoFar = () => Sum(receivers));
        }

        bool isClosed = options.Kind != ItemsetKind.All;
        if (!TryPrepare(transactions, options, run, shortestRow: isClosed ? 1 : 2, focus, out FrequencyOrder? order, out ProjectedDatabase? root))
        {
            return [];
        }

        T[] receivers = [.. Enumerable.Range(0, run.Threads).Select(_ => newReceiver(order.Items, order.Supports.Max()))];
        run.FoundSoFar = () => WithItems(Sum(receivers), order.Items.Length, options);
        int minCount = (int)options.MinSupport.ToCount(transactions.TotalWeight);
        if (isClosed)
        {
            // The copy is all that is needed from here on.
            ClosedDatabase closedRoot = ClosedDatabase.Root(root, run);
            run.AddMemory(-root.Bytes);
            root = null;
            bool maximalOnly = options.Kind == ItemsetKind.Maximal;
            Workers.Run(run, order.Items.Length, number => new ClosedWorker(
                new ClosedSearch(closedRoot, order.Items, minCount, maximalOnly, receivers[number], run), receivers[number], order.Items.Length));
            return receivers;
        }

        int tasks = focus?.TasksOf(order.Items) ?? order.Items.Length;
        Workers.Run(run, tasks, number => new FrequentWorker<EmittingSink>(
            root, new FrequentSearch<EmittingSink>(root, minCount, new EmittingSink(receivers[number], run, order.Items, transactions.ItemCount), run), receivers[number], run.MaxLength));
        return receivers;
    }

    private static IReadOnlyList<long> CountFrequent(Transactions transactions, MiningOptions options, MiningRun run)
    {
        if (!TryPrepare(transactions, options, run, shortestRow: 2, focus: null, out FrequencyOrder? order, out ProjectedDatabase? root))
        {
            return [];
        }

        LengthHistogram[] histograms = [.. Enumerable.Range(0, run.Threads).Select(_ => new LengthHistogram())];
        run.FoundSoFar = () => WithItems(Expand(histograms, run), order.Items.Length, options);
        int minCount = (int)options.MinSupport.ToCount(transactions.TotalWeight);
        Workers.Run(run, order.Items.Length, number =>
            new FrequentWorker<CountingSink>(
                root, new FrequentSearch<CountingSink>(root, minCount, new CountingSink(histograms[number]), run), receiver: null, run.MaxLength));
        foreach (LengthHistogram other in histograms.Skip(1))
        {
            histograms[0].Add(other);
        }

        return histograms[0].Expand(run.MinLength, run.MaxLength);
    }

    /// <summary>What the threads have counted until now, for a message: they may go on meanwhile.</summary>
    private static List<long> Expand(LengthHistogram[] histograms, MiningRun run)
    {
        LengthHistogram sum = new();
        foreach (LengthHistogram histogram in histograms)
        {
            sum.Add(histogram);
        }

        try
        {
            return [.. sum.Expand(run.MinLength, run.MaxLength).Select(count => Math.Max(0, count))];
        }
        catch (MiningLimitException tooMany)
        {
            return [.. tooMany.CountsByLengthSoFar];
        }
    }

    private static bool TryPrepare(
        Transactions transactions,
        MiningOptions options,
        MiningRun run,
        int shortestRow,
        SearchFocus? focus,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FrequencyOrder? order,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ProjectedDatabase? root)
    {
        order = null;
        root = null;
        long minCount = options.MinSupport.ToCount(transactions.TotalWeight);
        if (minCount > transactions.TotalWeight)
        {
            return false;
        }

        order = FrequencyOrder.Of(transactions, (int)minCount, run, focus);
        if (order.Items.Length == 0)
        {
            return false;
        }

        // From here on the frequent items are known, whatever else may not fit into memory.
        int items = order.Items.Length;
        run.FoundSoFar = () => WithItems([], items, options);
        root = RootDatabase.Build(transactions, order, shortestRow, run);
        return true;
    }

    /// <summary>The frequent items alone are known before the search, though the thread that hands them on may be behind.</summary>
    private static List<long> WithItems(List<long> counts, int items, MiningOptions options)
    {
        if (options.Kind != ItemsetKind.All || options.MinLength > 1 || counts.Sum() > options.MaxItemsets - items)
        {
            return counts;
        }

        if (counts.Count == 0)
        {
            counts.Add(0);
        }

        counts[0] = items;
        return counts;
    }

    private static List<long> Sum(IReadOnlyList<ItemsetReceiver> receivers)
    {
        List<long> sum = [];
        foreach (ItemsetReceiver receiver in receivers)
        {
            // Another thread may be adding a length just now; an entry missed by a moment is no harm in a message.
            IReadOnlyList<long> counts = receiver.CountsByLength;
            for (int length = 0; length < counts.Count; length++)
            {
                if (sum.Count == length)
                {
                    sum.Add(0);
                }

                sum[length] += counts[length];
            }
        }

        return sum;
    }
}
