namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    /// <summary>Compiles a book of rules.</summary>
    /// <param name="book">The rules.</param>
    /// <param name="counts">For each product how many transactions have it: what is rare is tested first.</param>
    /// <param name="order">What each rule scores among all.</param>
    /// <param name="neverOffered">Products that are never offered, as bits: what speaks for them is left out.</param>
    public static CompiledRules Compile(RuleBook book, ReadOnlySpan<int> counts, ScoreOrder order, ulong[] neverOffered)
    {
        int products = counts.Length;
        var grouping = RuleGrouping.Of(book, CanWin(book, order, neverOffered));
        int[] places = ByKey(book, grouping, counts, out int[] keyStarts);
        int groups = places.Length;
        int[] starts = new int[groups + 1];
        foreach (int group in grouping.GroupOfRule)
        {
            if (group >= 0)
            {
                starts[places[group] + 1]++;
            }
        }

        for (int g = 0; g < groups; g++)
        {
            starts[g + 1] += starts[g];
        }

        int[] next = starts.AsSpan(0, groups).ToArray();
        ulong[] consequents = new ulong[starts[groups]];
        int[] ranks = new int[consequents.Length];
        foreach (int rule in order.RuleOfRank)
        {
            if (rule >= 0 && grouping.GroupOfRule[rule] >= 0)
            {
                int at = next[places[grouping.GroupOfRule[rule]]]++;
                ranks[at] = order.RankOfRule[rule];
                consequents[at] = order.KeyOf(ranks[at], book.Consequents[rule]);
            }
        }

        var made = new RuleGroup[groups + 1];
        made[groups] = new RuleGroup(uint.MaxValue, products, products, starts[groups]);
        int[] moreStarts = new int[groups + 1];
        int[][] more = new int[groups][];
        for (int group = 0; group < groups; group++)
        {
            int[] others = Others(book.Antecedent(grouping.FirstRule[group]), counts);
            int at = places[group];
            uint best = order.ClassOfRank[order.RankOfRule[grouping.FirstRule[group]]];
            made[at] = new RuleGroup(best, others.Length > 0 ? others[0] : products, others.Length > 1 ? others[1] : products, starts[at]);
            more[at] = others.Length > 2 ? others[2..] : [];
            Array.Sort(consequents, ranks, starts[at], starts[at + 1] - starts[at]);
        }

        for (int g = 0; g < groups; g++)
        {
            moreStarts[g + 1] = moreStarts[g] + more[g].Length;
        }

        return new CompiledRules(keyStarts, made, consequents, ranks, moreStarts, [.. more.SelectMany(rest => rest)]);
    }

    private static int[] CanWin(RuleBook book, ScoreOrder order, ulong[] neverOffered)
    {
        int[] rules = [.. order.RuleOfRank.ToArray().Where(rule => rule >= 0)];
        bool[] dominated = RuleDominance.Find(book, rules);
        return [.. rules.Where(rule => !dominated[rule] && order.RankOfRule[rule] < order.RankOfPopularity[book.Consequents[rule]] && !Bitset.Contains(neverOffered, book.Consequents[rule]))];
    }

    // Groups come best first; filed under their keys they still do.
    private static int[] ByKey(RuleBook book, RuleGrouping grouping, ReadOnlySpan<int> counts, out int[] keyStarts)
    {
        int[] places = new int[grouping.FirstRule.Length];
        keyStarts = new int[counts.Length + 1];
        for (int group = 0; group < places.Length; group++)
        {
            places[group] = Rarest(book.Antecedent(grouping.FirstRule[group]), counts);
            keyStarts[places[group] + 1]++;
        }

        for (int p = 0; p < counts.Length; p++)
        {
            keyStarts[p + 1] += keyStarts[p];
        }

        int[] next = keyStarts.AsSpan(0, counts.Length).ToArray();
        for (int group = 0; group < places.Length; group++)
        {
            places[group] = next[places[group]]++;
        }

        return places;
    }

    // The rarer the sooner a test fails.
    private static int[] Others(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> counts)
    {
        int key = Rarest(antecedent, counts);
        int[] others = new int[antecedent.Length - 1];
        int found = 0;
        foreach (int product in antecedent)
        {
            if (product != key)
            {
                int at = found++;
                for (; at > 0 && counts[product] < counts[others[at - 1]]; at--)
                {
                    others[at] = others[at - 1];
                }

                others[at] = product;
            }
        }

        return others;
    }

    private static int Rarest(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> counts)
    {
        int rarest = antecedent[0];
        foreach (int product in antecedent)
        {
            if (counts[product] < counts[rarest])
            {
                rarest = product;
            }
        }

        return rarest;
    }
}
