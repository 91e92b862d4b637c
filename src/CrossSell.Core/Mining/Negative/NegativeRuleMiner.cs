using System.Runtime.ExceptionServices;

namespace CrossSell.Mining;

/// <summary>Finds negative rules A => not B: owners of A hold B so much less often than chance that it is no accident.</summary>
/// <remarks>
/// <para>
/// Savasere, Omiecinski and Navathe 1998 ask for an expectation that is missed; here it is independence, n1x nx1 / n, and the miss is judged by the lower tail of Fisher's
/// exact test, adjusted for every pair that could have been found. Pairs that never meet are found like all others.
/// </para>
/// <para>
/// Exact, and the same for any number of threads. Time: the sum over transactions of the square of their items (the cube with antecedents of two), and
/// one test a pair that is expected often enough. Weighted transactions are refused: a test knows no weights. Safe to call from several threads.
/// </para>
/// </remarks>
public static class NegativeRuleMiner
{
    /// <summary>Finds all negative rules that meet the options.</summary>
    /// <param name="transactions">What is mined, not weighted.</param>
    /// <param name="options">What is expected, what counts as missed; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid (the message lists all that is wrong), or the transactions are weighted.</exception>
    /// <exception cref="MiningLimitException">There are more rules than <see cref="NegativeRuleOptions.MaxRules"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static NegativeRuleSet Mine(Transactions transactions, NegativeRuleOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new NegativeRuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        if (transactions.IsWeighted)
        {
            throw new ArgumentException("The transactions are weighted; a test of significance needs transactions that count one each.", nameof(transactions));
        }

        NegativeData data = new(transactions, cancellation);
        var found = new List<NegativeRow>?[transactions.ItemCount];
        long[] tests = new long[transactions.ItemCount];
        RuleBudget budget = new(nameof(NegativeRuleOptions.MaxRules), options.MaxRules, "Raise MinExpected or lower MaxLift");
        ParallelOptions parallel = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount };
        try
        {
            Parallel.For(0, transactions.ItemCount, parallel, () => new NegativeSearch(data, options, budget), (item, _, search) =>
            {
                (found[item], tests[item]) = search.RulesFrom(item, cancellation);
                return search;
            }, _ => { });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        long testCount = tests.Sum();
        NegativeRow[] rows = [.. found.SelectMany(ofItem => ofItem!)];
        double[] adjusted = PValues.Adjust(Array.ConvertAll(rows, row => row.PValue), options.Adjustment, testCount, cancellation);
        NegativeRow[] kept = [.. rows.Zip(adjusted, (row, pValue) => row with { AdjustedPValue = pValue }).Where(row => row.AdjustedPValue <= options.MaxPValue)];
        return new NegativeRuleSet(kept, transactions.ItemIds, transactions.Count, testCount, cancellation);
    }
}
