namespace CrossSell.Mining;

public static partial class RuleMiner
{
    // Without a bound, rules of a handful of transactions would fill the list: a lift of n is reached by a pair that met once.
    private const int FewestWithoutBound = 10;

    /// <summary>Finds the best rules by a measure, without a minimum support having to be guessed.</summary>
    /// <remarks>
    /// <para>
    /// Exact. By <see cref="RuleMeasures.Support"/>, <see cref="RuleMeasures.Leverage"/> and <see cref="RuleMeasures.FishersExactTest"/> no rule is missed,
    /// however rare: the search begins with a high minimum count and lowers it until the last of the best is better than any rule with a smaller count can be
    /// (a leverage is at most (c/n)(1 - c/n) for a count of c, a p value at least 1 / C(n, c); optimistic bounds as in Webb 1995, OPUS).
    /// </para>
    /// <para>
    /// By other measures (lift, confidence, chi-squared and so on) the most extreme values belong to the rarest rules, and there is no such bound:
    /// a pair that met once and never apart has the largest lift there can be. There <see cref="RuleOptions.MinSupport"/> decides; unless set, it is 0.1 %
    /// of the transactions and at least 10.
    /// </para>
    /// <para>A minimum confidence applies only when it is set. All other options apply as in <see cref="Mine(Transactions, RuleOptions, IProgress{MiningProgress}, CancellationToken)"/>.</para>
    /// <example><code>
    /// RuleSet best = RuleMiner.MineTop(transactions, 100, RuleMeasures.Leverage);
    /// </code></example>
    /// </remarks>
    /// <param name="transactions">What is mined.</param>
    /// <param name="count">How many rules, at least 1; fewer are found when there are not so many. Asking for more than there are searches all.</param>
    /// <param name="by">The measure. Its largest values are the best, or the smallest when <see cref="RuleMeasure.LowerIsStronger"/>.</param>
    /// <param name="options">Items, lengths, limits; null for none but the default limits.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>The best rules, best first; rules of equal value in the order of <see cref="RuleSet"/>. Those for which the measure is undefined are left out.</returns>
    /// <exception cref="ArgumentException">
    /// The options are not valid, or name items that the transactions do not have; the message lists all that is wrong.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="MiningLimitException">There are more itemsets than the options allow, or they would take more memory.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RuleSet MineTop(Transactions transactions, int count, RuleMeasure by, RuleOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        options ??= new RuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        RuleConstraints constraints = RuleConstraints.Compile(options, transactions.ItemIds);
        TopDemand top = new(count, by, by.LowerIsStronger);
        decimal minConfidence = options.IsMinConfidenceSet ? options.MinConfidence : 0;
        int n = transactions.TotalWeight;
        bool isBounded = MeasureBounds.NeedsNoMinimum(by);
        long floor = options.IsMinSupportSet ? options.MinSupport.ToCount(n) : isBounded ? 1 : Math.Max(FewestWithoutBound, (n + 999L) / 1000);
        long least = isBounded ? Math.Max(floor, n / 8) : floor;
        List<MeasureLimit> reached = [];
        while (true)
        {
            RuleOptions step = options.With(SupportThreshold.FromCount(least), minConfidence, reached);
            RuleSet best = Mine(transactions, step, constraints, top, progress: null, cancellation);
            long next = floor;
            if (best.Count == count && by.Evaluate(best.CountsOf(count - 1)) is double last)
            {
                // Rules that are no worse than the last must have some count; those with a larger one than the present least are all known.
                MeasureLimit limit = top.SmallestFirst ? new MeasureLimit(by, AtLeast: null, last) : new MeasureLimit(by, last, AtMost: null);
                reached = [limit];
                next = Math.Max(next, MeasureBounds.FirstThatCanMeet(limit, next, n));
            }

            if (next >= least)
            {
                return best;
            }

            // In steps of a half, as the value of the last rises on the way: going down at once would search far more.
            least = Math.Max(next, least / 2);
        }
    }
}
