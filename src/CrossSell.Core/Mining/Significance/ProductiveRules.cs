using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>Which rules are surer than each of their simpler rules by more than chance: every item of the antecedent earns its place.</summary>
/// <remarks>
/// <para>
/// Webb 2007, "Discovering significant patterns" (Machine Learning 68). A rule X => Y is held against X without one item, for each of its items (against no
/// antecedent at all when there is one item only): among the transactions with the rest of X, do those with the item hold Y more often than those
/// without? Fisher's exact test on that table; the rule's p value is the largest of them.
/// </para>
/// <para>
/// The simpler rules need not be in the set: their counts are taken from the transactions, for some hundred thousand rules at a time, so that memory does not grow
/// with the rules. Where redundancy compares confidences as they are,
/// this asks whether the difference could be luck. Thread-safe.
/// </para>
/// </remarks>
public static class ProductiveRules
{
    // Rules are tested in batches, as they have many more simpler itemsets, of so many items together at the most.
    private const long MostItems = 1 << 23;

    // What an item of a batch takes until it is counted, generously: a batch shall be a small part of the memory allowed.
    private const long BytesAnItem = 256;

    /// <summary>The p value of every rule against its immediate generalisations, by its place in the set.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="transactions">The transactions that they were mined from.</param>
    /// <param name="options">Threads and memory of counting; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>One number a rule, 0 to 1. A rule without an antecedent has 1: it has nothing to be surer than.</returns>
    /// <exception cref="ArgumentException">The rules were not mined from these transactions: items or the number of transactions differ.</exception>
    /// <exception cref="InvalidOperationException">The rules were mined on weighted transactions.</exception>
    /// <exception cref="MiningLimitException">Counting would take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static double[] ProductivityPValues(
        this RuleSet rules, Transactions transactions, CountingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(transactions);
        RuleSignificance.ThrowIfWeighted(rules);
        if (rules.TransactionCount != transactions.TotalWeight || !SameItems.Are(rules.ItemIds, transactions.ItemIds))
        {
            throw new ArgumentException(
                $"The rules know {rules.ItemIds.Count} items and {rules.TransactionCount} transactions, the transactions {transactions.ItemCount} and {transactions.TotalWeight}, or the items are others; they must be those that were mined.",
                nameof(transactions));
        }

        options ??= new CountingOptions();
        double[] pValues = new double[rules.Count];
        for (int from = 0; from < pValues.Length;)
        {
            (int to, int[] starts, int[] items) = SimplerItemsets(rules, from, Math.Min(MostItems, options.MaxMemoryBytes / BytesAnItem), cancellation);
            int[] counts = ItemsetCounter.Count(transactions, starts, items, options, cancellation);
            Test(rules, from, counts, pValues.AsSpan(from..to), cancellation);
            from = to;
        }

        return pValues;
    }

    /// <summary>Tests some rules of the set, one after the other from a place on, given the counts of their simpler itemsets.</summary>
    private static void Test(RuleSet rules, int first, int[] counts, Span<double> pValues, CancellationToken cancellation)
    {
        int next = 0;
        for (int place = first; place < first + pValues.Length; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            RuleCounts t = rules.CountsOf(place);
            int length = rules.AntecedentOf(place).Length;
            double largest = length switch
            {
                0 => 1.0,
                1 => Hypergeometric.UpperTail(t.N11, t.N10, t.N01, t.N00),
                _ => 0.0,
            };
            for (int left = 0; length > 1 && left < length; left++)
            {
                long rest = counts[next++], restAndConsequent = counts[next++];
                largest = Math.Max(largest, PValueWithin(t, rest, restAndConsequent));
            }

            pValues[place - first] = largest;
        }
    }

    /// <summary>The rules that are productive, in the order of the set.</summary>
    /// <inheritdoc cref="ProductivityPValues"/>
    /// <param name="rules">The rules.</param>
    /// <param name="transactions">The transactions that they were mined from.</param>
    /// <param name="alpha">The error that is accepted, more than 0 and less than 1.</param>
    /// <param name="adjustment">How p values are raised because there are many rules.</param>
    /// <param name="tests">How many rules were tested: null for those of the set; see <see cref="RuleSearchSpace.CountRules"/>.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>The rules whose adjusted p value is at most alpha.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not between 0 and 1, there are fewer tests than rules, or no such adjustment.</exception>
    public static RuleSet Productive(
        this RuleSet rules,
        Transactions transactions,
        double alpha = 0.05,
        PValueAdjustment adjustment = PValueAdjustment.Holm,
        double? tests = null,
        CancellationToken cancellation = default)
    {
        RuleSignificance.ThrowIfNoLevel(alpha);
        double[] adjusted = PValues.Adjust(ProductivityPValues(rules, transactions, options: null, cancellation), adjustment, tests, cancellation);
        return rules.WherePlace(place => adjusted[place] <= alpha, cancellation);
    }

    /// <summary>Among the transactions with the rest of the antecedent: those with the item against those without, consequent or not.</summary>
    private static double PValueWithin(RuleCounts t, long rest, long restAndConsequent)
    {
        long n01 = restAndConsequent - t.N11;
        return Hypergeometric.UpperTail(t.N11, t.N10, n01, rest - t.N1x - n01);
    }

    /// <summary>
    /// For each rule from a place on with two items and more before the arrow, and each of those: the antecedent without it, and the same with the consequent.
    /// </summary>
    /// <returns>Behind the last of the rules, as many as are worth some number of items but one at least, and their itemsets.</returns>
    private static (int To, int[] Starts, int[] Items) SimplerItemsets(RuleSet rules, int from, long most, CancellationToken cancellation)
    {
        List<int> starts = [0];
        List<int> items = [];
        int place = from;
        for (; place < rules.Count && (place == from || items.Count < most); place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            ReadOnlySpan<int> antecedent = rules.AntecedentOf(place), consequent = rules.ConsequentOf(place);
            for (int left = 0; antecedent.Length > 1 && left < antecedent.Length; left++)
            {
                for (int round = 0; round < 2; round++)
                {
                    items.AddRange(antecedent[..left]);
                    items.AddRange(antecedent[(left + 1)..]);
                    if (round == 1)
                    {
                        items.AddRange(consequent);
                    }

                    starts.Add(items.Count);
                }
            }
        }

        return (place, [.. starts], [.. items]);
    }
}
