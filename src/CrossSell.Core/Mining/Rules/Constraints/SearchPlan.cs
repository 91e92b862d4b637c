using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>How the itemsets that rules under constraints are made of are searched: which transactions, which items, which branches.</summary>
/// <remarks>
/// <para>
/// Complete, because an itemset Z = antecedent + consequent is left out only when no rule can be made of it. Items that may be on neither side are in no
/// rule, so they do not enter the search. Every Z holds all required items R: only transactions with all of R count towards Z, so the others are left
/// out, and R itself, which all remaining transactions hold, is left out too and put back afterwards; counts of Z stay true.
/// </para>
/// <para>
/// Where Z must hold one of some items P (a consequent that is allowed, an antecedent that is allowed, one of a demanded list), these are given the
/// last ranks. The search makes each itemset below the root branch of its last item; Z has an item of P, all ranks behind the first of P are P's, so the last
/// item of Z is in P: the branches of the other items need not be walked. Antecedents without an item of P are not found that way; those that are needed
/// are counted by <see cref="ItemsetCounter"/> afterwards.
/// </para>
/// </remarks>
internal sealed class SearchPlan
{
    private SearchPlan(Transactions transactions, SearchFocus? focus, bool isComplete)
    {
        Transactions = transactions;
        Focus = focus;
        IsComplete = isComplete;
    }

    /// <summary>What is mined: all transactions, or those with the required items, without them.</summary>
    public Transactions Transactions { get; }

    /// <summary>Which items and branches; null for all.</summary>
    public SearchFocus? Focus { get; }

    /// <summary>Whether all parts of the itemsets are found as well.</summary>
    public bool IsComplete { get; }

    public static SearchPlan Make(Transactions transactions, RuleConstraints constraints)
    {
        bool isRestricted = constraints.Required.Length > 0;
        Transactions mined = isRestricted ? WithRequired(transactions, constraints.Required) : transactions;
        bool[] isUsable = [.. Enumerable.Range(0, transactions.ItemCount).Select(constraints.IsUsable)];
        bool[]? pivots = CheapestPivots(mined, constraints, isUsable);
        return Array.TrueForAll(isUsable, usable => usable) && pivots is null
            ? new SearchPlan(mined, focus: null, isComplete: !isRestricted)
            : new SearchPlan(mined, new SearchFocus(isUsable, pivots), isComplete: !isRestricted && pivots is null);
    }

    /// <summary>The transactions that hold all required items, without these.</summary>
    private static Transactions WithRequired(Transactions transactions, int[] required)
    {
        HashSet<int> isRequired = [.. required];
        List<int> items = [];
        List<int> starts = [0];
        List<int> weights = [];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            int start = items.Count;
            int found = 0;
            foreach (int item in transactions[transaction])
            {
                if (isRequired.Contains(item))
                {
                    found++;
                }
                else
                {
                    items.Add(item);
                }
            }

            if (found < required.Length)
            {
                items.RemoveRange(start, items.Count - start);
                continue;
            }

            starts.Add(items.Count);
            weights.Add(transactions.IsWeighted ? transactions.Weights[transaction] : 1);
        }

        Transactions restricted = new([.. starts], [.. items], transactions.ItemIds);
        return transactions.IsWeighted ? restricted.WithWeights([.. weights]) : restricted;
    }

    /// <summary>Of the sets of which every itemset holds one item, the one that occurs least; null when none saves much.</summary>
    private static bool[]? CheapestPivots(Transactions transactions, RuleConstraints constraints, bool[] isUsable)
    {
        int[] counts = new int[isUsable.Length];
        foreach (int item in transactions.Items)
        {
            counts[item]++;
        }

        List<Func<ItemRole, bool>> candidates = [role => (role & ItemRole.Consequent) != ItemRole.None];
        if (constraints.MinAntecedent > 0)
        {
            candidates.Add(role => (role & ItemRole.Antecedent) != ItemRole.None);
        }

        Demand(ItemRole.OneOfRule, ItemRole.Either);
        Demand(ItemRole.OneOfAntecedent, ItemRole.Antecedent);
        Demand(ItemRole.OneOfConsequent, ItemRole.Consequent);

        // Counting the parts that are not found costs about as much as finding them: half of all is where it begins to pay.
        long best = Enumerable.Range(0, counts.Length).Where(item => isUsable[item]).Sum(item => (long)counts[item]) / 2;
        bool[]? pivots = null;
        foreach (Func<ItemRole, bool> isCandidate in candidates)
        {
            // A set that a required item belongs to is met already, or may be.
            bool[] isPivot = [.. constraints.Roles.Select(isCandidate)];
            long cost = Enumerable.Range(0, counts.Length).Where(item => isPivot[item]).Sum(item => (long)counts[item]);
            if (cost < best && !Array.Exists(constraints.Required, item => isPivot[item]))
            {
                best = cost;
                pivots = isPivot;
            }
        }

        return pivots;

        void Demand(ItemRole demand, ItemRole side)
        {
            if ((constraints.Demands & demand) != ItemRole.None)
            {
                candidates.Add(role => (role & demand) != ItemRole.None && (role & side) != ItemRole.None);
            }
        }
    }
}
