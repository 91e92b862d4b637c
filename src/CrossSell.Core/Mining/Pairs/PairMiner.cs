using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Counts the pairs of items that stand together in enough transactions: all that rules from one item to one other need.</summary>
/// <remarks>
/// Exact, and the same for any number of threads. Time is about that of counting each occurrence of a pair of frequent items once, so a transaction of k
/// frequent items costs k × (k - 1) / 2. Beside the transactions the work takes up to 8 bytes for each of their items, and a megabyte or three a thread;
/// the result takes 16 bytes a pair, and 24 while it is made; some 70 while it is made of weighted transactions, by the search for itemsets. All methods are safe to call from several threads.
/// </remarks>
public static class PairMiner
{
    /// <summary>Counts all pairs that reach the minimum support.</summary>
    /// <param name="transactions">What is mined.</param>
    /// <param name="options">
    /// Minimum support and limits; null for the defaults. <see cref="MiningOptions.MaxItemsets"/> limits the pairs. The lengths must let 2 through and the kind must be
    /// <see cref="ItemsetKind.All"/>; neither has any other effect.
    /// </param>
    /// <param name="progress">Told about each percent of the frequent items done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">There are more pairs than the options allow, or they would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PairCounts Count(
        Transactions transactions, MiningOptions? options = null, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default) =>
        Count(transactions, options, PairPlan.Usual, progress, cancellation);

    /// <summary>The same with any plan.</summary>
    internal static PairCounts Count(
        Transactions transactions, MiningOptions? options, PairPlan plan, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new MiningOptions();
        MiningOptions.ThrowIfInvalid([.. options.Validate(), .. ValidateForPairs(options)], nameof(options));
        cancellation.ThrowIfCancellationRequested();
        int minCount = (int)Math.Min(int.MaxValue, options.MinSupport.ToCount(transactions.TotalWeight));
        if (transactions.IsWeighted)
        {
            return WeightedPairs.Count(transactions, options, minCount, progress, cancellation);
        }

        MiningRun run = new(options, progress, cancellation);
        PairSearch search = PairSearch.Prepare(transactions, minCount, run, plan);
        PairStore store = new(search.Numbering, run);
        run.FoundSoFar = () => [0, store.Pairs];
        Workers.Run(run, PairWorker.TasksFor(search.Numbering.Count), _ => new PairWorker(search, store.NewSink(), run));
        PairCounts counts = new PairAssembler(store, transactions, minCount, run).Assemble();
        run.End(counts.Count);
        return counts;
    }

    private static IEnumerable<string> ValidateForPairs(MiningOptions options)
    {
        if (options.Kind != ItemsetKind.All)
        {
            yield return $"Kind is {options.Kind}; to count pairs it must be All.";
        }

        if (options.MinLength > 2 || options.MaxLength < 2)
        {
            yield return $"MinLength is {options.MinLength} and MaxLength is {options.MaxLength}; to count pairs they must let 2 through.";
        }
    }
}
