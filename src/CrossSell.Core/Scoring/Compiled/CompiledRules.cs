using System.Runtime.CompilerServices;

namespace CrossSell;

/// <summary>The rules compiled for scoring: filed under their rarest antecedent, one test for all rules that share an antecedent, the best first everywhere.</summary>
/// <remarks>
/// Left out are rules that can never win: another with a part of the antecedent scores the product at least as high, or its popularity alone scores higher, or it is never offered.
/// A product that everybody has stands for what an antecedent lacks, so that one to three products are tested alike. The best few are found without looking at
/// most rules: groups and consequents come best first, so what lies behind one that cannot enter the list cannot either. Immutable and thread-safe.
/// </remarks>
internal sealed unsafe class CompiledRules
{
    private readonly int[] _keyStarts;
    private readonly RuleGroup[] _groups;
    private readonly ulong[] _consequents;
    private readonly int[] _ranks;
    private readonly int[] _moreStarts;
    private readonly int[] _more;

    private CompiledRules(int[] keyStarts, RuleGroup[] groups, ulong[] consequents, int[] ranks, int[] moreStarts, int[] more)
    {
        _keyStarts = keyStarts;
        _groups = groups;
        _consequents = consequents;
        _ranks = ranks;
        _moreStarts = moreStarts;
        _more = more;
    }

    /// <summary>The number of rules that can be the best one for some customer.</summary>
    public int Count => _ranks.Length;

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

    /// <summary>Offers every product for which a rule speaks that fires and can still enter the list.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="sorted">Room for as many numbers as there is evidence.</param>
    /// <param name="list">The best so far; full, or with all products that are offered at all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Offer(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, Span<ulong> sorted, ref OfferList list)
    {
        fixed (RuleGroup* groups = _groups)
        fixed (ulong* consequents = _consequents, hasBits = has)
        fixed (int* starts = _keyStarts, ranks = _ranks, strongest = list.Strongest)
        {
            int keys = SortKeys(evidence, starts, groups, sorted);
            for (int k = 0; k < keys && (uint)(sorted[k] >> 32) <= (uint)(list.Bound >> 32); k++)
            {
                int product = (int)(uint)sorted[k];
                RuleGroup* end = groups + starts[product + 1];
                for (RuleGroup* group = groups + starts[product]; group < end && group->Class <= (uint)(list.Bound >> 32); group++)
                {
                    if (!HasBoth(hasBits, group) || (_more.Length > 0 && !HasMore((int)(group - groups), hasBits)))
                    {
                        continue;
                    }

                    for (int at = group->Start; at < group[1].Start && consequents[at] <= list.Bound; at++)
                    {
                        if (ranks[at] < strongest[(uint)consequents[at]])
                        {
                            list.Offer(consequents[at], ranks[at]);
                        }
                    }
                }
            }
        }
    }

    // The best first: then the bound is soon so low that most of the rest is not looked at.
    private static int SortKeys(ReadOnlySpan<int> evidence, int* starts, RuleGroup* groups, Span<ulong> sorted)
    {
        int keys = 0;
        foreach (int product in evidence)
        {
            if (starts[product] < starts[product + 1])
            {
                sorted[keys++] = ((ulong)groups[starts[product]].Class << 32) | (uint)product;
            }
        }

        sorted[..keys].Sort();
        return keys;
    }

    /// <summary>Fires every rule: each product's rank becomes that of the strongest thing that speaks for it.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="ranks">For each product the best rank so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FireAll(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, Span<int> ranks)
    {
        fixed (RuleGroup* groups = _groups)
        fixed (ulong* consequents = _consequents, hasBits = has)
        fixed (int* starts = _keyStarts, rankOf = _ranks, best = ranks)
        {
            foreach (int product in evidence)
            {
                RuleGroup* end = groups + starts[product + 1];
                for (RuleGroup* group = groups + starts[product]; group < end; group++)
                {
                    if (HasBoth(hasBits, group) && (_more.Length == 0 || HasMore((int)(group - groups), hasBits)))
                    {
                        for (int at = group->Start; at < group[1].Start; at++)
                        {
                            int* place = best + (uint)consequents[at];
                            *place = Math.Min(*place, rankOf[at]);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Has(ulong* bits, int product) => ((bits[product >> 6] >> product) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasBoth(ulong* bits, RuleGroup* group) =>
        ((bits[group->First >> 6] >> group->First) & (bits[group->Second >> 6] >> group->Second) & 1) != 0;

    private bool HasMore(int group, ulong* bits)
    {
        for (int k = _moreStarts[group]; k < _moreStarts[group + 1]; k++)
        {
            if (!Has(bits, _more[k]))
            {
                return false;
            }
        }

        return true;
    }

    private static int[] CanWin(RuleBook book, ScoreOrder order, ulong[] neverOffered)
    {
        int[] rules = [.. order.RuleOfRank.Where(rule => rule >= 0)];
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
