namespace CrossSell.Mining;

/// <summary>A partition whose transactions are in memory.</summary>
/// <remarks>Immutable, therefore safe for any number of threads. Work is done on the calling thread and those that mining takes; tasks come back completed.</remarks>
public sealed class TransactionsPartition : IItemsetPartition
{
    private readonly CountingOptions _counting;

    /// <summary>Wraps transactions.</summary>
    /// <param name="transactions">The transactions; the same ones may be in no other partition of a run.</param>
    /// <param name="counting">Threads and memory of the second phase; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public TransactionsPartition(Transactions transactions, CountingOptions? counting = null)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        _counting = counting ?? new CountingOptions();
        MiningOptions.ThrowIfInvalid(_counting.Validate(), nameof(counting));
        Transactions = transactions;
    }

    /// <summary>The transactions.</summary>
    public Transactions Transactions { get; }

    /// <inheritdoc/>
    public Task<int> CountTransactionsAsync(CancellationToken cancellation = default) => Task.FromResult(Transactions.TotalWeight);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="MiningLimitException">The run would store more itemsets or take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<Itemsets> MineAsync(MiningOptions options, CancellationToken cancellation = default) =>
        Task.FromResult(ItemsetMiner.Mine(Transactions, options, progress: null, cancellation));

    /// <inheritdoc/>
    /// <exception cref="MiningLimitException">The run would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<int[]> CountAsync(Itemsets candidates, CancellationToken cancellation = default) => Task.FromResult(Count(candidates, cancellation));

    internal int[] Count(Itemsets candidates, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int[] numbers = new Living.ItemNumbers(Transactions.ItemIds).From(candidates.ItemIds);
        List<int> known = [];
        List<int> starts = [0];
        List<int> items = [];
        int[] room = new int[candidates.LongestLength];
        int place = 0;
        foreach (Itemset candidate in candidates)
        {
            Span<int> here = room.AsSpan(0, candidate.Length);
            if (Living.ItemNumbers.TryTranslate(candidate.Indexes, numbers, here))
            {
                known.Add(place);
                items.AddRange(here);
                starts.Add(items.Count);
            }

            place++;
        }

        int[] ofKnown = ItemsetCounter.Count(Transactions, [.. starts], [.. items], _counting, cancellation);
        int[] counts = new int[candidates.Count];
        for (int i = 0; i < ofKnown.Length; i++)
        {
            counts[known[i]] = ofKnown[i];
        }

        return counts;
    }
}
