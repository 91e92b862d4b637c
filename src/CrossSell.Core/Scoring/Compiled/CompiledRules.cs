using System.Runtime.CompilerServices;

namespace CrossSell;

/// <summary>The rules compiled for scoring: filed under their rarest antecedent, one test for all rules that share an antecedent, the best first everywhere.</summary>
/// <remarks>
/// Left out are rules that can never win: another with a part of the antecedent scores the product at least as high, or its popularity alone scores higher, or it is never offered.
/// A product that everybody has stands for what an antecedent lacks, so that one to three products are tested alike. The best few are found without looking at
/// most rules: groups and consequents come best first, so what lies behind one that cannot enter the list cannot either. Immutable and thread-safe.
/// </remarks>
internal sealed unsafe partial class CompiledRules
{
    private readonly FlatArray<int> _keyStarts;
    private readonly FlatArray<RuleGroup> _groups;
    private readonly FlatArray<ulong> _consequents;
    private readonly FlatArray<int> _ranks;
    private readonly FlatArray<int> _moreStarts;
    private readonly FlatArray<int> _more;

    private CompiledRules(FlatArray<int> keyStarts, FlatArray<RuleGroup> groups, FlatArray<ulong> consequents, FlatArray<int> ranks, FlatArray<int> moreStarts, FlatArray<int> more)
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

    /// <summary>Offers every product for which a rule speaks that fires and can still enter the list.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="sorted">Room for as many numbers as there is evidence.</param>
    /// <param name="list">The best so far; full, or with all products that are offered at all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Offer(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, Span<ulong> sorted, ref OfferList list)
    {
        RuleGroup* groups = _groups.Pointer;
        ulong* consequents = _consequents.Pointer;
        int* starts = _keyStarts.Pointer;
        int* ranks = _ranks.Pointer;
        fixed (ulong* hasBits = has)
        fixed (int* strongest = list.Strongest)
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

        GC.KeepAlive(this);
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
        RuleGroup* groups = _groups.Pointer;
        ulong* consequents = _consequents.Pointer;
        int* starts = _keyStarts.Pointer;
        int* rankOf = _ranks.Pointer;
        fixed (ulong* hasBits = has)
        fixed (int* best = ranks)
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

        GC.KeepAlive(this);
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
}
