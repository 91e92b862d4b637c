using System.Numerics;

namespace CrossSell.Mining;

/// <summary>Keeps the rules that say more than their more general ones let expect.</summary>
/// <remarks>
/// Srikant and Agrawal 1995, section 2.1. An ancestor of a rule has an ancestor in the place of at least one item. It lets expect the support P(Z^) * product of P(z)/P(z^)
/// over all items, and the confidence conf^ * product of P(y)/P(y^) over those of the consequent. A rule is interesting when it has no ancestor, or when its support
/// or its confidence is at least R times what each of its close ancestors, among the interesting ones, lets expect. Close is an ancestor with no other interesting
/// ancestor of the rule between.
/// </remarks>
internal sealed class InterestFilter
{
    private readonly RuleSet _rules;
    private readonly AncestorTable _ancestors;
    private readonly ExactRatio _minInterest;
    private readonly int[] _support;
    private readonly Dictionary<int[], int> _placeOf = new(KeyComparer.Instance);
    private readonly int[]?[] _interestingAncestors;
    private readonly bool[] _isInteresting;

    public InterestFilter(RuleSet rules, Itemsets itemsets, AncestorTable ancestors, double minInterest)
    {
        _rules = rules;
        _ancestors = ancestors;
        _minInterest = new ExactRatio(minInterest);
        _support = new int[rules.ItemIds.Count];
        _isInteresting = new bool[rules.Count];
        _interestingAncestors = new int[rules.Count][];
        for (int ordinal = 0; itemsets.LongestLength > 0 && ordinal < itemsets.CountOfLength(1); ordinal++)
        {
            _support[itemsets.IndexesOf(1, ordinal)[0]] = itemsets.CountOf(1, ordinal);
        }

        for (int place = 0; place < rules.Count; place++)
        {
            _placeOf.Add(KeyOf(rules[place].AntecedentIndexes, rules[place].ConsequentIndexes), place);
        }
    }

    public RuleSet Keep(CancellationToken cancellation)
    {
        // Ancestors first: their levels add up to less.
        int[] order = [.. Enumerable.Range(0, _rules.Count).OrderBy(LevelOf)];
        foreach (int place in order)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] above = [.. AncestorsOf(place).Where(ancestor => _isInteresting[ancestor])];
            _interestingAncestors[place] = above;
            _isInteresting[place] = above.All(ancestor => IsBetween(ancestor, above) || IsMoreThanExpected(place, ancestor));
        }

        RuleTable kept = new();
        for (int place = 0; place < _rules.Count; place++)
        {
            if (_isInteresting[place])
            {
                AssociationRule rule = _rules[place];
                RuleCounts counts = rule.Counts;
                kept.Add(rule.AntecedentIndexes, rule.ConsequentIndexes, (int)counts.N11, (int)counts.N1x, (int)counts.Nx1);
            }
        }

        return new RuleSet(kept, _rules.ItemIds, _rules.TransactionCount) { IsWeighted = _rules.IsWeighted };
    }

    private int LevelOf(int place)
    {
        int sum = 0;
        foreach (int item in KeyOf(_rules[place].AntecedentIndexes, _rules[place].ConsequentIndexes))
        {
            sum += item < 0 ? 0 : _ancestors.Levels[item];
        }

        return sum;
    }

    /// <summary>Whether another of these ancestors stands between the rule and this one, which is then not close.</summary>
    private bool IsBetween(int ancestor, int[] above) => Array.Exists(above, other => _interestingAncestors[other]!.AsSpan().Contains(ancestor));

    private bool IsMoreThanExpected(int place, int ancestor)
    {
        AssociationRule rule = _rules[place];
        AssociationRule general = _rules[ancestor];
        BigInteger consequent = Product(rule.ConsequentIndexes);
        BigInteger generalConsequent = Product(general.ConsequentIndexes);
        BigInteger all = consequent * Product(rule.AntecedentIndexes);
        BigInteger generalAll = generalConsequent * Product(general.AntecedentIndexes);
        RuleCounts counts = rule.Counts;
        RuleCounts expected = general.Counts;
        return _minInterest.IsMetBy(counts.N11 * generalAll, expected.N11 * all)
            || _minInterest.IsMetBy(counts.N11 * expected.N1x * generalConsequent, expected.N11 * counts.N1x * consequent);
    }

    private BigInteger Product(ReadOnlySpan<int> items)
    {
        BigInteger product = BigInteger.One;
        foreach (int item in items)
        {
            product *= _support[item];
        }

        return product;
    }

    /// <summary>The rules of the set in which ancestors stand for one or more of this rule's items.</summary>
    private List<int> AncestorsOf(int place)
    {
        int[] items = [.. _rules[place].AntecedentIndexes, .. _rules[place].ConsequentIndexes];
        int middle = _rules[place].AntecedentIndexes.Length;
        int[] chosen = [.. items];
        HashSet<int> found = [];
        Replace(0);
        found.Remove(place);
        return [.. found.Order()];

        void Replace(int at)
        {
            if (at == items.Length)
            {
                int[] antecedent = [.. chosen.AsSpan(0, middle)];
                int[] consequent = [.. chosen.AsSpan(middle)];
                Array.Sort(antecedent);
                Array.Sort(consequent);
                if (_placeOf.TryGetValue(KeyOf(antecedent, consequent), out int other))
                {
                    found.Add(other);
                }

                return;
            }

            chosen[at] = items[at];
            Replace(at + 1);
            foreach (int ancestor in _ancestors.Of(items[at]))
            {
                chosen[at] = ancestor;
                Replace(at + 1);
            }
        }
    }

    private static int[] KeyOf(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent) => [.. antecedent, -1, .. consequent];

    private sealed class KeyComparer : IEqualityComparer<int[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] key)
        {
            HashCode hash = default;
            foreach (int item in key)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
