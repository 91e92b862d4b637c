using CrossSell.Mining.Living;

namespace CrossSell.Mining;

/// <summary>Mines transactions that are divided into parts - days, shops, machines - exactly as if they were one.</summary>
/// <remarks>
/// <para>
/// Two phases (Savasere, Omiecinski and Navathe 1995): each part is mined for what is frequent in it at the minimum support's share of its transactions; what some
/// part found is counted in those that did not find it, unless it cannot become frequent any more. Sums of counts are exact, so the result equals that of
/// <see cref="ItemsetMiner"/> and <see cref="RuleMiner"/> on all transactions, whatever the division; items are numbered by the order of their ids.
/// </para>
/// <para>
/// Between the parts go itemsets with their counts only. Parts should not be small: where the minimum count's share of a part falls below about ten, chance makes
/// many itemsets frequent there, and at one or two nearly everything. All methods are safe to call from several threads.
/// </para>
/// </remarks>
public static class PartitionedMiner
{
    /// <summary>Finds the itemsets of transactions in memory that are divided into parts.</summary>
    /// <param name="parts">The parts, in any order; empty ones do no harm.</param>
    /// <param name="options">As for mining the whole; null for the defaults. Limits hold for each part by itself.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid or ask for closed or maximal itemsets, a part is null, or the parts are too large together.</exception>
    /// <exception cref="MiningLimitException">A part holds more itemsets or takes more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Itemsets Mine(IReadOnlyList<Transactions> parts, MiningOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        options = Checked(options);
        TransactionsPartition[] partitions = [.. parts.Select(part => new TransactionsPartition(part, Counting(options)))];
        PartitionMerge merge = new([.. parts.Select(part => part.TotalWeight)], options.MinSupport);
        if (merge.CanBeMet)
        {
            merge.Take([.. parts.Select((part, place) => part.TotalWeight == 0 ? null : ItemsetMiner.Mine(part, ForPart(options, merge.MinCountOf(place)), null, cancellation))], cancellation);

            // One after the other: what one part counts spares the next ones.
            for (int place = 0; place < parts.Count; place++)
            {
                Itemsets missing = merge.MissingIn(place, cancellation);
                merge.Take(place, missing.Count == 0 ? [] : partitions[place].Count(missing, cancellation));
            }
        }

        return merge.Result(options.MinLength, cancellation);
    }

    /// <summary>Finds the rules of transactions in memory that are divided into parts.</summary>
    /// <inheritdoc cref="Mine" path="/param"/>
    /// <inheritdoc cref="Mine" path="/exception"/>
    public static RuleSet MineRules(IReadOnlyList<Transactions> parts, RuleOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new RuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return RuleMiner.Derive(Mine(parts, options.ForItemsets(), cancellation), options, cancellation);
    }

    /// <summary>Finds the itemsets of partitions wherever they lie; all of them work at the same time.</summary>
    /// <param name="partitions">The partitions, in any order.</param>
    /// <param name="options">As for mining the whole; null for the defaults. Limits hold for each partition by itself.</param>
    /// <param name="cancellation">Is handed to every partition.</param>
    /// <exception cref="ArgumentException">The options are not valid or ask for closed or maximal itemsets, a partition is null, or they are too large together.</exception>
    /// <exception cref="InvalidOperationException">A partition does not answer what it was asked.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<Itemsets> MineAsync(
        IReadOnlyList<IItemsetPartition> partitions, MiningOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        options = Checked(options);
        if (partitions.Contains(null!))
        {
            throw new ArgumentException("A partition is null.", nameof(partitions));
        }

        PartitionMerge merge = new(await Task.WhenAll(partitions.Select(part => part.CountTransactionsAsync(cancellation))).ConfigureAwait(false), options.MinSupport);
        if (merge.CanBeMet)
        {
            merge.Take(await Task.WhenAll(partitions.Select((part, place) => MinePartAsync(part, ForPart(options, merge.MinCountOf(place)), merge.MinCountOf(place), cancellation)))
                .ConfigureAwait(false), cancellation);
            Itemsets[] missing = [.. partitions.Select((_, place) => merge.MissingIn(place, cancellation))];
            int[][] counts = await Task.WhenAll(partitions.Select((part, place) =>
                missing[place].Count == 0 ? Task.FromResult<int[]>([]) : part.CountAsync(missing[place], cancellation))).ConfigureAwait(false);
            for (int place = 0; place < counts.Length; place++)
            {
                merge.Take(place, counts[place]);
            }
        }

        return merge.Result(options.MinLength, cancellation);
    }

    /// <summary>Finds the rules of partitions wherever they lie.</summary>
    /// <inheritdoc cref="MineAsync" path="/param"/>
    /// <inheritdoc cref="MineAsync" path="/exception"/>
    /// <exception cref="MiningLimitException">There are more rules than the options allow.</exception>
    public static async Task<RuleSet> MineRulesAsync(
        IReadOnlyList<IItemsetPartition> partitions, RuleOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new RuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return RuleMiner.Derive(await MineAsync(partitions, options.ForItemsets(), cancellation).ConfigureAwait(false), options, cancellation);
    }

    private static async Task<Itemsets?> MinePartAsync(IItemsetPartition part, MiningOptions options, int minCount, CancellationToken cancellation) =>
        minCount == 0 ? null : await part.MineAsync(options, cancellation).ConfigureAwait(false);

    private static MiningOptions Checked(MiningOptions? options)
    {
        options ??= new MiningOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return options.Kind == ItemsetKind.All
            ? options
            : throw new ArgumentException($"Kind is {options.Kind}; it must be All, because closed or maximal in a part is not so in the whole.", nameof(options));
    }

    private static CountingOptions Counting(MiningOptions options) => new() { MaxMemoryBytes = options.MaxMemoryBytes, MaxThreads = options.MaxThreads };

    private static MiningOptions ForPart(MiningOptions options, int minCount) => new()
    {
        MinSupport = SupportThreshold.FromCount(Math.Max(1, minCount)),
        MaxLength = options.MaxLength,
        MaxItemsets = options.MaxItemsets,
        MaxMemoryBytes = options.MaxMemoryBytes,
        MaxThreads = options.MaxThreads,
    };
}
