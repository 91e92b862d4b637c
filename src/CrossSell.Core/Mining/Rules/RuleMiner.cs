namespace CrossSell.Mining;

/// <summary>Finds association rules: of the transactions with these items, enough hold those as well.</summary>
/// <remarks>
/// Exact, and the same for any number of threads. First the frequent itemsets (<see cref="ItemsetMiner"/>), then the rules of each (Agrawal and Srikant 1994,
/// section 3). Memory is that of the itemsets and the rules. All methods are safe to call from several threads.
/// </remarks>
public static class RuleMiner
{
    // Cancellation is looked at this often.
    private const int Batch = 4096;

    /// <summary>Finds all rules that meet the options.</summary>
    /// <param name="transactions">What is mined.</param>
    /// <param name="options">Minimum support, confidence and lift, lengths, limits; null for the defaults.</param>
    /// <param name="progress">Told about each percent of the itemsets done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">There are more rules or itemsets than the options allow, or they would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RuleSet Mine(
        Transactions transactions, RuleOptions? options = null, IProgress<MiningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new RuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return Derive(ItemsetMiner.Mine(transactions, options.ForItemsets(), progress, cancellation), options, cancellation);
    }

    /// <summary>Makes the rules of itemsets that are found already: all parts of each must be among them.</summary>
    internal static RuleSet Derive(Itemsets itemsets, RuleOptions options, CancellationToken cancellation)
    {
        RuleSearch search = new(itemsets, options);
        for (int length = options.AllowEmptyAntecedent ? 1 : 2; length <= itemsets.LongestLength; length++)
        {
            for (int ordinal = 0; ordinal < itemsets.CountOfLength(length); ordinal++)
            {
                if (ordinal % Batch == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                search.Search(itemsets.IndexesOf(length, ordinal), itemsets.CountOf(length, ordinal));
            }
        }

        return new RuleSet(search.Found, itemsets.ItemIds, itemsets.TransactionCount);
    }
}
