namespace CrossSell.Mining;

/// <summary>Finds rules among attributes with unknown values, each counted over the rows that know all of its attributes.</summary>
/// <remarks>
/// <para>
/// Ragel and Cremilleux 1998: a row that does not know an attribute of a rule is disabled for it, neither for nor against it. Taken as "no", unknown values pull
/// every confidence down. The share of rows that are left is the rule's representativity (as in mlxtend); a rule without unknown values has 1.
/// </para>
/// <para>
/// Exact, and the same for any number of threads. Support over the rows left does not fall as itemsets grow, but the number of rows that hold a rule does, and
/// minimum support times minimum representativity bounds it. A bit a row for each frequent item. Safe to call from several threads.
/// </para>
/// </remarks>
public static class AttributeRuleMiner
{
    /// <summary>Finds all rules that meet the options.</summary>
    /// <param name="table">What is mined.</param>
    /// <param name="options">Thresholds and limits; null for the defaults.</param>
    /// <param name="progress">Told about each percent of the itemsets done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid, or name items that the table does not have; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">There are more rules or itemsets than the options allow, or they would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static AttributeRuleSet Mine(
        AttributeTable table, AttributeRuleOptions? options = null, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new AttributeRuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        int rows = table.Transactions.Count;
        MiningOptions mining = options.Rules.ForItemsets();

        // One less than the bound: a share that was printed may mean the count next to it.
        long fewestRows = new ExactRatio(options.MinRepresentativity).CeilingOf(rows);
        mining.MinSupport = SupportThreshold.FromCount(Math.Max(1, options.Rules.MinSupport.ToCount((int)fewestRows) - 1));
        Itemsets itemsets = ItemsetMiner.Mine(table.Transactions, mining, progress, cancellation);
        AttributeRuleSearch search = new(table, itemsets, options, fewestRows);
        for (int length = 2; length <= itemsets.LongestLength; length++)
        {
            for (int ordinal = 0; ordinal < itemsets.CountOfLength(length); ordinal++)
            {
                cancellation.ThrowIfCancellationRequested();
                search.Search(itemsets.IndexesOf(length, ordinal).ToArray(), itemsets.CountOf(length, ordinal));
            }
        }

        return new AttributeRuleSet(search.Found, table.Transactions.ItemIds, rows, cancellation);
    }
}
