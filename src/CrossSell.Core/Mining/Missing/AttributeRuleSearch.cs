using System.Numerics;

namespace CrossSell.Mining;

/// <summary>Makes the rules of one itemset after the other, each with counts over the rows that know its attributes. One instance belongs to one thread.</summary>
/// <remarks>A longer consequent can have a higher confidence here, since it disables other rows: every part is tried.</remarks>
internal sealed class AttributeRuleSearch
{
    private readonly AttributeTable _table;
    private readonly AttributeRuleOptions _options;
    private readonly RuleConstraints _constraints;
    private readonly ExactRatio _minConfidence;
    private readonly ExactRatio _minLift;
    private readonly long _fewestRows;
    private readonly RuleBudget _budget;
    private readonly ulong[]?[] _holders;
    private readonly ulong[] _work;

    public AttributeRuleSearch(AttributeTable table, Itemsets itemsets, AttributeRuleOptions options, long fewestRows)
    {
        _table = table;
        _options = options;
        _constraints = RuleConstraints.Compile(options.Rules, table.Transactions.ItemIds);
        _minConfidence = new ExactRatio(options.Rules.MinConfidence);
        _minLift = new ExactRatio(options.Rules.MinLift);
        _fewestRows = fewestRows;
        _budget = new RuleBudget(nameof(RuleOptions.MaxRules), options.Rules.MaxRules, "Raise MinSupport or MinConfidence");
        _work = new ulong[(table.Transactions.Count + 63) / 64];
        _holders = new ulong[table.Transactions.ItemCount][];
        for (int ordinal = 0; itemsets.LongestLength > 1 && ordinal < itemsets.CountOfLength(1); ordinal++)
        {
            _holders[itemsets.IndexesOf(1, ordinal)[0]] = new ulong[_work.Length];
        }

        for (int row = 0; row < table.Transactions.Count; row++)
        {
            foreach (int item in table.Transactions[row])
            {
                if (_holders[item] is { } bits)
                {
                    bits[row >> 6] |= 1UL << (row & 63);
                }
            }
        }
    }

    public CountedRules Found { get; } = new();

    /// <summary>Adds all rules made of exactly these items.</summary>
    public void Search(int[] items, int both)
    {
        long rows = Count([], items);
        if (rows < _fewestRows || both < _options.Rules.MinSupport.ToCount((int)rows))
        {
            return;
        }

        Choose(items, both, rows, from: 0, consequent: []);
    }

    private void Choose(int[] items, int both, long rows, int from, int[] consequent)
    {
        for (int at = from; at < items.Length; at++)
        {
            int[] longer = [.. consequent, items[at]];
            if (longer.Length == items.Length)
            {
                return;
            }

            Judge(items, both, rows, longer);
            if (longer.Length < _options.Rules.MaxConsequent)
            {
                Choose(items, both, rows, at + 1, longer);
            }
        }
    }

    private void Judge(int[] items, int both, long rows, int[] consequent)
    {
        int[] antecedent = [.. items.Except(consequent)];
        if (!IsAllowed(antecedent, consequent))
        {
            return;
        }

        long withAntecedent = Count(antecedent, consequent);
        if (!_minConfidence.IsMetBy(both, withAntecedent))
        {
            return;
        }

        long withConsequent = Count(consequent, antecedent);
        RuleCounts counts = RuleCounts.FromMargins(both, withAntecedent, withConsequent, rows);
        if (_minLift.IsMetBy((Int128)rows * both, (Int128)withAntecedent * withConsequent) && _options.Rules.MeasureLimits.All(limit => limit.IsMetBy(counts)))
        {
            _budget.Take();
            Found.Add(antecedent, consequent, counts, withConsequent);
        }
    }

    private bool IsAllowed(int[] antecedent, int[] consequent)
    {
        ItemRole[] roles = _constraints.Roles;
        if (antecedent.Length < _constraints.MinAntecedent
            || antecedent.Length > _constraints.MaxAntecedent
            || !Array.TrueForAll(antecedent, item => roles[item].HasFlag(ItemRole.Antecedent))
            || !Array.TrueForAll(consequent, item => roles[item].HasFlag(ItemRole.Consequent))
            || !Array.TrueForAll(_constraints.Required, item => antecedent.Contains(item) || consequent.Contains(item)))
        {
            return false;
        }

        ItemRole met = ItemRole.None;
        foreach (int item in antecedent)
        {
            met |= roles[item] & (ItemRole.OneOfRule | ItemRole.OneOfAntecedent);
        }

        foreach (int item in consequent)
        {
            met |= roles[item] & (ItemRole.OneOfRule | ItemRole.OneOfConsequent);
        }

        return (met & _constraints.Demands) == _constraints.Demands;
    }

    /// <summary>The rows that hold some items and know the attributes of others. Who holds an item knows its attribute.</summary>
    private long Count(int[] held, int[] known)
    {
        Span<ulong> rows = _work;
        rows.Fill(ulong.MaxValue);
        foreach (int item in held)
        {
            And(rows, _holders[item]);
        }

        foreach (int item in known)
        {
            if (_table.AttributeOf(item) is var attribute and >= 0)
            {
                And(rows, _table.KnownRows(attribute));
            }
        }

        // The bits behind the last row are no rows.
        int behind = _table.Transactions.Count & 63;
        if (behind != 0)
        {
            rows[^1] &= (1UL << behind) - 1;
        }

        long count = 0;
        foreach (ulong word in rows)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    private static void And(Span<ulong> rows, ReadOnlySpan<ulong> others)
    {
        for (int word = 0; word < rows.Length; word++)
        {
            rows[word] &= others[word];
        }
    }
}
