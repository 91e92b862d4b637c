using System.Runtime.ExceptionServices;

namespace CrossSell.Mining;

/// <summary>Finds sequential rules X ==> Y: sequences that hold all of X, and after all of it all of Y.</summary>
/// <remarks>
/// <para>
/// The rules of RuleGrowth (Fournier-Viger, Nkambou and Tseng 2011), ERMiner (Fournier-Viger et al. 2014) and, with a window, TRuleGrowth (2012). X and Y share
/// no item. A rule holds in a sequence when the sequence can be cut in two so that every item of X stands in the first part and every item of Y in the second;
/// its support counts each such sequence once. Its confidence is that over the sequences that hold X, in any order.
/// </para>
/// <para>Exact, and the same for any number of threads. Time grows with the number of antecedents that anything follows often enough.</para>
/// </remarks>
public static class SequentialRuleMiner
{
    /// <summary>Finds all sequential rules that meet the options.</summary>
    /// <param name="sequences">What is mined.</param>
    /// <param name="options">Minimum support and confidence, lengths, window, limits; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid (the message lists all that is wrong), or a time window meets sequences without times.</exception>
    /// <exception cref="MiningLimitException">There are more rules than <see cref="SequentialRuleOptions.MaxRules"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SequentialRuleSet Mine(SequenceDatabase sequences, SequentialRuleOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        options ??= new SequentialRuleOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        if (options.Window is not null && !sequences.HasTimes)
        {
            throw new ArgumentException("Window is a time, but these sequences have no times; use WindowBaskets.", nameof(options));
        }

        int itemCount = sequences.ItemIds.Count;
        int minCount = (int)Math.Min(int.MaxValue, options.MinSupport.ToCount(sequences.Count));
        Occurrences data = new(sequences, options, minCount, cancellation);
        var found = new List<FoundSequence>[itemCount];
        RuleBudget budget = new(nameof(SequentialRuleOptions.MaxRules), options.MaxRules, "Raise MinSupport or MinConfidence, set MaxAntecedent or MaxConsequent");
        ParallelOptions parallel = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount };
        try
        {
            Parallel.For(0, itemCount, parallel, () => new SequentialSearch(data, options, minCount, itemCount, budget, cancellation), (item, _, search) =>
            {
                search.Found = found[item] = [];
                search.Search(item);
                return search;
            }, _ => { });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        CountedRules rules = new();
        Dictionary<string, int> withConsequent = new(StringComparer.Ordinal);
        foreach (FoundSequence rule in found.SelectMany(ofItem => ofItem))
        {
            cancellation.ThrowIfCancellationRequested();
            int consequent = CountOnce(rule.Consequent);
            int without = consequent - rule.WithAll;
            rules.Add(
                rule.Antecedent,
                rule.Consequent,
                new RuleCounts(rule.Both, rule.WithAntecedent - rule.Both, without, sequences.Count - rule.WithAntecedent - without),
                consequent);
        }

        return new SequentialRuleSet(rules, sequences.ItemIds, sequences.Count, cancellation);

        // Many rules have the same consequent.
        int CountOnce(int[] consequent)
        {
            string key = string.Join(' ', consequent);
            if (!withConsequent.TryGetValue(key, out int count))
            {
                withConsequent.Add(key, count = data.CountAll(consequent));
            }

            return count;
        }
    }
}
