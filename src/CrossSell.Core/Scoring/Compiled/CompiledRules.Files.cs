namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    /// <summary>Rules as a file holds them.</summary>
    public static CompiledRules Read(FlatSection.FlatReader columns) =>
        new(columns.Next<int>(), columns.Next<RuleGroup>(), columns.Next<ulong>(), columns.Next<int>(), columns.Next<int>(), columns.Next<int>());

    /// <summary>The columns that <see cref="Read"/> takes.</summary>
    public FlatColumn[] Columns() =>
        [FlatColumn.Of(_keyStarts), FlatColumn.Of(_groups), FlatColumn.Of(_consequents), FlatColumn.Of(_ranks), FlatColumn.Of(_moreStarts), FlatColumn.Of(_more)];

    /// <summary>Whether scoring stays within its arrays, and scores products by rules that speak for them: what the kernels rely on without looking. O(rules).</summary>
    /// <param name="book">The rules.</param>
    /// <param name="order">The order, found to be consistent.</param>
    /// <param name="neverOffered">Products that are never offered, as bits: no rule is filed for them.</param>
    public bool IsConsistent(RuleBook book, ScoreOrder order, ulong[] neverOffered)
    {
        int products = order.RankOfPopularity.Length;
        int groups = _groups.Length - 1;
        bool shape = groups >= 0 && _keyStarts.Length == products + 1 && _ranks.Length == _consequents.Length && _moreStarts.Length == groups + 1
            && Rises(_keyStarts, groups) && Rises(_moreStarts, _more.Length);
        for (int g = 0; shape && g < groups; g++)
        {
            RuleGroup group = _groups[g];
            shape = (uint)group.First <= (uint)products && (uint)group.Second <= (uint)products && group.Start <= _groups[g + 1].Start;
        }

        shape = shape && _groups[0].Start == 0 && _groups[groups].Start == _consequents.Length;
        foreach (int product in _more)
        {
            shape = shape && (uint)product < (uint)products;
        }

        for (int at = 0; shape && at < _ranks.Length; at++)
        {
            int rule = (uint)_ranks[at] < (uint)order.RuleOfRank.Length ? order.RuleOfRank[_ranks[at]] : -1;
            shape = rule >= 0 && _consequents[at] == order.KeyOf(_ranks[at], book.Consequents[rule]) && !Bitset.Contains(neverOffered, book.Consequents[rule]);
        }

        return shape;
    }

    private static bool Rises(FlatArray<int> starts, int last)
    {
        bool rises = starts.Length > 0 && starts[0] == 0 && starts[^1] == last;
        for (int i = 1; rises && i < starts.Length; i++)
        {
            rises = starts[i - 1] <= starts[i];
        }

        return rises;
    }
}
