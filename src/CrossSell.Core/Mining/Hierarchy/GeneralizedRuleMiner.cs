namespace CrossSell.Mining;

/// <summary>Finds rules at and across the levels of a product hierarchy: "bread => Dairy*", "Bakery* => milk".</summary>
/// <remarks>
/// <para>
/// Srikant and Agrawal 1995, "Mining generalized association rules". Each transaction is extended by the ancestors of its items; no rule holds an item together with its own
/// ancestor, on whichever side: it would say nothing, with confidence 1 or with that of the rule without the ancestor. Such itemsets go before rules are made.
/// </para>
/// <para>Exact, and the same for any number of threads. Safe to call from several threads. Limits on itemsets count those that go, too.</para>
/// </remarks>
public static class GeneralizedRuleMiner
{
    /// <summary>Finds all rules that meet the options.</summary>
    /// <param name="transactions">What is mined, of products alone or with categories in it.</param>
    /// <param name="hierarchy">The parents of products and categories.</param>
    /// <param name="options">Thresholds, limits, interest; null for the defaults.</param>
    /// <param name="progress">Told about each percent of the itemsets done, by one thread at a time.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    /// <exception cref="MiningLimitException">There are more rules or itemsets than the options allow, or they would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RuleSet Mine(
        Transactions transactions,
        ProductHierarchy hierarchy,
        GeneralizedRuleOptions? options = null,
        IProgress<MiningProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentNullException.ThrowIfNull(hierarchy);
        options ??= new GeneralizedRuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        Transactions extended = hierarchy.Extend(transactions, cancellation);
        AncestorTable ancestors = new(extended.ItemIds, hierarchy);
        Itemsets itemsets = ancestors.WithoutRelatives(ItemsetMiner.Mine(extended, options.Rules.ForItemsets(), progress, cancellation), cancellation);
        RuleSet rules = RuleMiner.Derive(itemsets, options.Rules, cancellation);
        return options.MinInterest is { } interest ? new InterestFilter(rules, itemsets, ancestors, interest).Keep(cancellation) : rules;
    }
}
