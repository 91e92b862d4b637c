namespace CrossSell.Mining;

/// <summary>A part of the transactions that is mined and counted where it lies: in memory, in a database, on another machine.</summary>
/// <remarks>
/// The two phases of Savasere, Omiecinski and Navathe 1995 as <see cref="PartitionedMiner"/> asks for them. Only itemsets and their counts go in and out,
/// never transactions; <see cref="ItemsetFile"/> turns them into bytes for a wire. A partition must not change during a run.
/// </remarks>
public interface IItemsetPartition
{
    /// <summary>The number of transactions, empty ones included; what they weigh together where they are weighted.</summary>
    /// <param name="cancellation">Ends the work.</param>
    public Task<int> CountTransactionsAsync(CancellationToken cancellation = default);

    /// <summary>Phase 1: finds all itemsets that are frequent here.</summary>
    /// <param name="options">The minimum support as a count for this partition, the longest length, limits. All lengths from 1 on and all itemsets are wanted.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The itemsets with their exact counts; their <see cref="Itemsets.ItemIds"/> name the items of this partition, in any numbering.</returns>
    public Task<Itemsets> MineAsync(MiningOptions options, CancellationToken cancellation = default);

    /// <summary>Phase 2: counts itemsets that were frequent elsewhere.</summary>
    /// <param name="candidates">The itemsets; their counts are what other partitions found so far, their items may be unknown here.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many transactions hold each candidate, in the order of the candidates.</returns>
    public Task<int[]> CountAsync(Itemsets candidates, CancellationToken cancellation = default);
}
