namespace CrossSell.Mining;

/// <summary>Makes the rules of one itemset after the other: every part that the rest implies with enough confidence. One instance belongs to one thread.</summary>
/// <remarks>
/// Agrawal and Srikant 1994, section 3 (ap-genrules): moving an item from the antecedent to the consequent can only lower the confidence, so a consequent
/// that fails need not be made longer. All parts of a frequent itemset are frequent, so their counts are at hand.
/// </remarks>
internal sealed class RuleSearch(Itemsets itemsets, RuleOptions options)
{
    private readonly ExactRatio _minConfidence = new(options.MinConfidence);
    private readonly ExactRatio _minLift = new(options.MinLift);
    private readonly ItemsetIndex _index = itemsets.Index;
    private int[] _antecedent = [];
    private int[] _consequent = [];
    private bool[] _isConsequent = [];

    public RuleTable Found { get; } = new();

    /// <summary>Adds all rules made of exactly these items.</summary>
    public void Search(ReadOnlySpan<int> items, int count)
    {
        if (_antecedent.Length < items.Length)
        {
            _antecedent = new int[items.Length];
            _consequent = new int[items.Length];
            _isConsequent = new bool[items.Length];
        }

        int longest = Math.Min(options.MaxConsequent, options.AllowEmptyAntecedent ? items.Length : items.Length - 1);
        if (longest > 0)
        {
            Grow(items, count, from: 0, length: 0, longest, ItemsetIndex.HashOf(items), consequentHash: 0);
        }
    }

    /// <summary>Adds one more item to the consequent, each in turn, and goes on from those that reach the confidence.</summary>
    private void Grow(ReadOnlySpan<int> items, int count, int from, int length, int longest, ulong antecedentHash, ulong consequentHash)
    {
        for (int at = from; at < items.Length; at++)
        {
            ulong hash = ItemsetIndex.HashOf(items[at]);
            _consequent[length] = items[at];
            _isConsequent[at] = true;
            int withAntecedent = CountAntecedent(items, length + 1, antecedentHash - hash);
            if (_minConfidence.IsMetBy(count, withAntecedent))
            {
                AddIfLifted(items, count, length + 1, withAntecedent, consequentHash + hash);
                if (length + 1 < longest)
                {
                    Grow(items, count, at + 1, length + 1, longest, antecedentHash - hash, consequentHash + hash);
                }
            }

            _isConsequent[at] = false;
        }
    }

    private int CountAntecedent(ReadOnlySpan<int> items, int consequentLength, ulong hash)
    {
        int length = items.Length - consequentLength;
        if (length == 0)
        {
            return itemsets.TransactionCount;
        }

        FillAntecedent(items);
        return _index.CountOf(_antecedent.AsSpan(0, length), hash);
    }

    private void AddIfLifted(ReadOnlySpan<int> items, int count, int consequentLength, int withAntecedent, ulong consequentHash)
    {
        ReadOnlySpan<int> consequent = _consequent.AsSpan(0, consequentLength);
        int withConsequent = _index.CountOf(consequent, consequentHash);
        if (!_minLift.IsMetBy((Int128)itemsets.TransactionCount * count, (Int128)withAntecedent * withConsequent))
        {
            return;
        }

        if (Found.Count == options.MaxRules)
        {
            throw new MiningLimitException(nameof(RuleOptions.MaxRules), options.MaxRules, "there are more rules", itemsets.CountsByLength);
        }

        // Longer consequents may have been tried in between.
        FillAntecedent(items);
        Found.Add(_antecedent.AsSpan(0, items.Length - consequentLength), consequent, count, withAntecedent, withConsequent);
    }

    private void FillAntecedent(ReadOnlySpan<int> items)
    {
        int length = 0;
        for (int at = 0; at < items.Length; at++)
        {
            if (!_isConsequent[at])
            {
                _antecedent[length++] = items[at];
            }
        }
    }
}
