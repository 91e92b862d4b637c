namespace CrossSell.Mining;

/// <summary>Turns limits on measures into counts that the search knows: the smallest count of a rule, and that of a rule with a certain consequent.</summary>
internal static class RuleBounds
{
    /// <param name="transactions">What is mined.</param>
    /// <param name="constraints">Constraints, to which what each consequent needs is added.</param>
    /// <param name="options">Minimum support and limits on measures.</param>
    /// <param name="minCount">The smallest count that a rule can have; more than there are transactions when there is no rule.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static RuleConstraints Narrow(
        Transactions transactions, RuleConstraints constraints, RuleOptions options, out long minCount, CancellationToken cancellation)
    {
        int n = transactions.TotalWeight;
        minCount = options.MinSupport.ToCount(n);
        List<MeasureLimit> limits = [.. options.MeasureLimits];
        if (options.MinLift > 0)
        {
            limits.Add(new MeasureLimit(RuleMeasures.Lift, options.MinLift, AtMost: null));
        }

        if (limits.Count == 0)
        {
            return constraints;
        }

        // Each limit is met from some count on up to another: what one asks for may be too little for one before it.
        for (long before = -1; before != minCount && minCount <= n;)
        {
            before = minCount;
            foreach (MeasureLimit limit in limits)
            {
                minCount = MeasureBounds.FirstThatCanMeet(limit, minCount, n);
            }
        }

        // What a longer consequent needs depends on its own count, which is not known before it is found.
        return constraints.MaxConsequent > 1 || minCount > n ? constraints : NarrowConsequents(transactions, constraints, limits, ref minCount, cancellation);
    }

    private static RuleConstraints NarrowConsequents(
        Transactions transactions, RuleConstraints constraints, List<MeasureLimit> limits, ref long minCount, CancellationToken cancellation)
    {
        int n = transactions.TotalWeight;
        int[] supports = Supports(transactions, cancellation);
        int[] needed = new int[supports.Length];
        Dictionary<int, int> neededOf = [];
        long least = long.MaxValue;
        for (int item = 0; item < needed.Length; item++)
        {
            RuleSet.ThrowIfCancelled(item, cancellation);
            needed[item] = int.MaxValue;
            if ((constraints.Roles[item] & ItemRole.Consequent) == ItemRole.None || supports[item] < minCount)
            {
                continue;
            }

            if (!neededOf.TryGetValue(supports[item], out needed[item]))
            {
                neededOf[supports[item]] = needed[item] = Needed(supports[item], (int)minCount, n, limits);
            }

            least = Math.Min(least, needed[item]);
        }

        // A rule has one of these consequents, so at least the least of what they need.
        minCount = Math.Max(minCount, least >= int.MaxValue ? long.MaxValue : least);
        return constraints.WithNeededCounts(needed);
    }

    /// <summary>The smallest count that a rule with this consequent can have; <see cref="int.MaxValue"/> when none will do.</summary>
    private static int Needed(int consequent, int minCount, int transactions, List<MeasureLimit> limits)
    {
        if (!CanMeet(consequent))
        {
            return int.MaxValue;
        }

        int low = minCount;
        int high = consequent;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (CanMeet(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;

        bool CanMeet(int both) => limits.TrueForAll(limit => MeasureBounds.CanMeet(limit, both, consequent, transactions));
    }

    private static int[] Supports(Transactions transactions, CancellationToken cancellation)
    {
        int[] supports = new int[transactions.ItemCount];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            if ((transaction & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            int weight = transactions.IsWeighted ? transactions.Weights[transaction] : 1;
            foreach (int item in transactions[transaction])
            {
                supports[item] += weight;
            }
        }

        return supports;
    }
}
