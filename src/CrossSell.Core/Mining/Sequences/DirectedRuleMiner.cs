using System.Runtime.ExceptionServices;

namespace CrossSell.Mining;

/// <summary>Finds directed rules in time: of the customers with A, enough buy B afterwards.</summary>
/// <remarks>
/// <para>
/// A rule counts customers, not purchases. "After" is strict: on a later instant, or on a later day with <see cref="DirectedRuleOptions.WholeDays"/>, so what
/// was bought together is never in order. Rows without a customer or a time are left out.
/// </para>
/// <para>Exact, and the same for any number of threads. Time: the sum over customers of the square of their different products. Safe to call from several threads.</para>
/// </remarks>
public static class DirectedRuleMiner
{
    /// <summary>Finds all directed rules that meet the options.</summary>
    /// <param name="history">Who bought what, when. Its products become the items, with the same numbers.</param>
    /// <param name="options">The window, what counts, and the thresholds; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid (the message lists all that is wrong), or no row of the history has a time.</exception>
    /// <exception cref="MiningLimitException">There are more rules than <see cref="DirectedRuleOptions.MaxRules"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static DirectedRuleSet Mine(PurchaseHistory history, DirectedRuleOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= new DirectedRuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        if (history.Count > 0 && history.LastTime is null)
        {
            throw new ArgumentException($"None of the {history.Count} purchases has a time; directed rules need to know what came first.", nameof(history));
        }

        if (history.LastTime is null)
        {
            return new DirectedRuleSet([], history.Products, 0, cancellation);
        }

        Timelines timelines = new(history, options, cancellation);
        DirectedRow[]?[] found = new DirectedRow[timelines.ItemCount][];
        RuleBudget budget = new(nameof(DirectedRuleOptions.MaxRules), options.MaxRules, "Raise MinSupport or MinConfidence");
        ParallelOptions parallel = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount };
        try
        {
            Parallel.For(0, timelines.ItemCount, parallel, () => new DirectedSearch(timelines, options, budget), (item, _, search) =>
            {
                found[item] = timelines.IsFrequent(item) ? search.RulesFrom(item) : [];
                return search;
            }, _ => { });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return new DirectedRuleSet([.. found.SelectMany(rows => rows!)], history.Products, timelines.CustomerCount, cancellation);
    }
}
