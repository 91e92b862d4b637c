namespace CrossSell.Mining;

/// <summary>Finds association rules: of the transactions with these items, enough hold those as well.</summary>
/// <remarks>
/// <para>
/// Exact, and the same for any number of threads. First the frequent itemsets (<see cref="ItemsetMiner"/>), then the rules of each (Agrawal and Srikant 1994,
/// section 3), both on all threads. What <see cref="RuleOptions"/> demand of items, lengths and measures steers the search: branches without a rule are not
/// searched, and antecedents that are needed besides are counted afterwards. Memory is that of the itemsets and the rules. All methods are safe to
/// call from several threads.
/// </para>
/// <example><code>
/// RuleSet rules = RuleMiner.Mine(transactions, new RuleOptions
/// {
///     MinSupport = SupportThreshold.FromCount(20), MinConfidence = 0.2m, ConsequentItems = ItemFilter.Only("lamp", "stove"),
/// });
/// </code></example>
/// </remarks>
public static partial class RuleMiner
{
    /// <summary>Finds all rules that meet the options.</summary>
    /// <param name="transactions">What is mined.</param>
    /// <param name="options">Minimum support, confidence and lift, items, lengths, limits; null for the defaults.</param>
    /// <param name="progress">Told about each percent of the itemsets done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">
    /// The options are not valid, or name items that the transactions do not have; the message lists all that is wrong.
    /// </exception>
    /// <exception cref="MiningLimitException">There are more rules or itemsets than the options allow, or they would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RuleSet Mine(
        Transactions transactions, RuleOptions? options = null, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new RuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return Mine(transactions, options, RuleConstraints.Compile(options, transactions.ItemIds), top: null, progress, cancellation);
    }

    /// <summary>Makes the rules of itemsets that are found already: all parts of each must be among them.</summary>
    /// <param name="itemsets">The itemsets.</param>
    /// <param name="options">Thresholds, items, limits.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="mayBeGone">Whether items that the itemsets do not know are in no transaction; otherwise they are mistakes.</param>
    internal static RuleSet Derive(Itemsets itemsets, RuleOptions options, CancellationToken cancellation, bool mayBeGone = false)
    {
        RuleConstraints constraints = RuleConstraints.Compile(options, itemsets.ItemIds, mayBeGone);
        return constraints.IsImpossible
            ? new RuleSet(new RuleTable(), [], itemsets.ItemIds, itemsets.TransactionCount) { IsWeighted = itemsets.IsWeighted }
            : RuleMaking.Make(itemsets, transactions: null, constraints, options, top: null, cancellation);
    }

    private static RuleSet Mine(
        Transactions transactions, RuleOptions options, RuleConstraints constraints, TopDemand? top, IProgress<MiningProgress>? progress, CancellationToken cancellation)
    {
        MiningOptions search = options.ForItemsets();
        constraints = RuleBounds.Narrow(transactions, constraints, options, out long minCount, cancellation);
        if (constraints.IsImpossible || minCount > transactions.TotalWeight)
        {
            return new RuleSet(new RuleTable(), [], transactions.ItemIds, transactions.TotalWeight) { IsWeighted = transactions.IsWeighted };
        }

        search.MinSupport = SupportThreshold.FromCount(minCount);
        (Itemsets itemsets, bool isComplete) = RuleItemsets.Find(transactions, constraints, search, progress, cancellation);
        return RuleMaking.Make(itemsets, isComplete ? null : transactions, constraints, options, top, cancellation);
    }
}
