using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Makes the rules of one itemset after the other: every part that the rest implies with enough confidence. One instance belongs to one thread.</summary>
/// <remarks>
/// Agrawal and Srikant 1994, section 3 (ap-genrules): moving an item from the antecedent to the consequent can only lower the confidence, so a consequent
/// that fails need not be made longer. Items that may not be in the antecedent are in the consequent from the start.
/// </remarks>
internal sealed class RuleSearch
{
    // An itemset of twenty items has a million rules, and hardly one of them may be kept.
    private const int LookEvery = 4096;

    private readonly RuleMaking _making;
    private readonly MiningRun _run;
    private readonly RuleConstraints _constraints;
    private readonly KnownCounts _known;
    private readonly ItemsetCollection? _missing;
    private readonly bool _isComplete;
    private int[] _antecedent = [];
    private int[] _consequent = [];
    private bool[] _isConsequent = [];
    private int _tries;

    /// <param name="making">What all threads share.</param>
    /// <param name="known">The counts at hand.</param>
    /// <param name="missing">Takes the sets whose counts are needed and not at hand; null when rules are to be made.</param>
    /// <param name="run">Limits and cancellation.</param>
    public RuleSearch(RuleMaking making, KnownCounts known, ItemsetCollection? missing, MiningRun run)
    {
        _making = making;
        _run = run;
        _constraints = making.Constraints;
        _known = known;
        _missing = missing;
        _isComplete = making.IsComplete;
        Rules = new RuleCollector(making, run);
    }

    public RuleCollector Rules { get; }

    /// <summary>The sets that <see cref="Search"/> misses the counts of.</summary>
    public ItemsetCollection? Missing => _missing;

    /// <summary>Adds all rules made of exactly these items.</summary>
    public void Search(ReadOnlySpan<int> items, int count)
    {
        if (_antecedent.Length < items.Length)
        {
            _antecedent = new int[items.Length];
            _consequent = new int[items.Length];
            _isConsequent = new bool[items.Length];
        }

        int longest = Math.Min(_constraints.MaxConsequent, items.Length - _constraints.MinAntecedent);
        if (longest < 1 || !IsMeant(items))
        {
            return;
        }

        int forced = 0;
        ulong antecedentHash = 0;
        ulong consequentHash = 0;
        for (int at = 0; at < items.Length; at++)
        {
            ulong hash = ItemsetIndex.HashOf(items[at]);
            _isConsequent[at] = (_constraints.Roles[items[at]] & ItemRole.Antecedent) == ItemRole.None;
            forced += _isConsequent[at] ? 1 : 0;
            antecedentHash += _isConsequent[at] ? 0 : hash;
            consequentHash += _isConsequent[at] ? hash : 0;
        }

        if (forced <= longest && (forced == 0 || Try(items, count, forced, antecedentHash, consequentHash)) && forced < longest)
        {
            Grow(items, count, from: 0, forced, longest, antecedentHash, consequentHash);
        }
    }

    /// <summary>Adds one more item to the consequent, each in turn, and goes on from those that reach the confidence.</summary>
    private void Grow(ReadOnlySpan<int> items, int count, int from, int length, int longest, ulong antecedentHash, ulong consequentHash)
    {
        for (int at = from; at < items.Length; at++)
        {
            if (_isConsequent[at] || (_constraints.Roles[items[at]] & ItemRole.Consequent) == ItemRole.None)
            {
                continue;
            }

            ulong hash = ItemsetIndex.HashOf(items[at]);
            _isConsequent[at] = true;
            if (Try(items, count, length + 1, antecedentHash - hash, consequentHash + hash) && length + 1 < longest)
            {
                Grow(items, count, at + 1, length + 1, longest, antecedentHash - hash, consequentHash + hash);
            }

            _isConsequent[at] = false;
        }
    }

    /// <summary>Adds the rule of the present consequent if it meets the options.</summary>
    /// <returns>Whether a longer consequent may do so.</returns>
    private bool Try(ReadOnlySpan<int> items, int count, int length, ulong antecedentHash, ulong consequentHash)
    {
        if (++_tries % LookEvery == 0)
        {
            _run.ThrowIfStopped();
        }

        FillSides(items);
        ReadOnlySpan<int> antecedent = _antecedent.AsSpan(0, items.Length - length);
        ReadOnlySpan<int> consequent = _consequent.AsSpan(0, length);
        bool isMeant = IsMeant(antecedent, consequent, count);
        if (!isMeant && !_isComplete)
        {
            return true;
        }

        int withAntecedent = _known.CountOf(antecedent, antecedentHash);
        if (withAntecedent == 0)
        {
            AddMissing(antecedent, antecedentHash, consequent, consequentHash);
            return true;
        }

        if (!_making.MinConfidence.IsMetBy(count, withAntecedent))
        {
            return false;
        }

        if (isMeant)
        {
            int withConsequent = _known.CountOf(consequent, consequentHash);
            if (withConsequent == 0)
            {
                _missing!.Add(consequent, consequentHash);
            }
            else if (_missing is null)
            {
                AddIfStrong(antecedent, consequent, RuleCounts.FromMargins(count, withAntecedent, withConsequent, _making.TransactionCount));
            }
        }

        return true;
    }

    private void AddIfStrong(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, in RuleCounts counts)
    {
        if (!_making.MinLift.IsMetBy((Int128)counts.N * counts.N11, (Int128)counts.N1x * counts.Nx1))
        {
            return;
        }

        foreach (MeasureLimit limit in _making.Limits)
        {
            if (!limit.IsMetBy(counts))
            {
                return;
            }
        }

        Rules.Add(antecedent, consequent, counts);
    }

    private void AddMissing(ReadOnlySpan<int> antecedent, ulong antecedentHash, ReadOnlySpan<int> consequent, ulong consequentHash)
    {
        // While rules are made all counts are at hand.
        _missing!.Add(antecedent, antecedentHash);
        if (_known.CountOf(consequent, consequentHash) == 0)
        {
            _missing.Add(consequent, consequentHash);
        }
    }

    /// <summary>Whether some rule of these items can meet the demands.</summary>
    private bool IsMeant(ReadOnlySpan<int> items)
    {
        ItemRole met = ItemRole.None;
        foreach (int item in items)
        {
            if (!_constraints.IsUsable(item))
            {
                return false;
            }

            met |= _constraints.Roles[item];
        }

        foreach (int item in _constraints.Required)
        {
            if (items.BinarySearch(item) < 0)
            {
                return false;
            }
        }

        return (met & _constraints.Demands) == _constraints.Demands;
    }

    private bool IsMeant(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, int count) =>
        antecedent.Length <= _constraints.MaxAntecedent
        && (_constraints.NeededCounts.Length == 0 || count >= _constraints.NeededCounts[consequent[0]])
        && Holds(antecedent, ItemRole.OneOfAntecedent)
        && Holds(consequent, ItemRole.OneOfConsequent);

    private bool Holds(ReadOnlySpan<int> side, ItemRole demand)
    {
        if ((_constraints.Demands & demand) == ItemRole.None)
        {
            return true;
        }

        foreach (int item in side)
        {
            if ((_constraints.Roles[item] & demand) != ItemRole.None)
            {
                return true;
            }
        }

        return false;
    }

    private void FillSides(ReadOnlySpan<int> items)
    {
        int antecedent = 0;
        int consequent = 0;
        for (int at = 0; at < items.Length; at++)
        {
            if (_isConsequent[at])
            {
                _consequent[consequent++] = items[at];
            }
            else
            {
                _antecedent[antecedent++] = items[at];
            }
        }
    }
}
