namespace CrossSell.Potential;

/// <summary>The growing figures of a group.</summary>
internal sealed class CoverageSum(int states)
{
    private readonly long[] _counts = new long[states];
    private double _owned;
    private double _potential;
    private int _customers;
    private int _atGoal;
    private long _missing;

    public void Add(ReadOnlySpan<CategoryState> states, double owned, double potential, double goal)
    {
        int has = 0;
        int relevant = 0;
        foreach (CategoryState state in states)
        {
            _counts[(int)state]++;
            has += state == CategoryState.Owned ? 1 : 0;
            relevant += state != CategoryState.NotRelevant ? 1 : 0;
        }

        long missing = WhiteSpace.MissingToGoal(relevant, has, goal);
        _customers++;
        _atGoal += missing == 0 ? 1 : 0;
        _missing += missing;
        _owned += owned;
        _potential += potential;
    }

    public CoverageRow ToRow(string group)
    {
        long relevant = _counts.Sum() - _counts[(int)CategoryState.NotRelevant];
        return new CoverageRow(
            group,
            _customers,
            _counts,
            relevant == 0 ? double.NaN : _counts[(int)CategoryState.Owned] / (double)relevant,
            _potential > 0 ? _owned / _potential : double.NaN,
            _potential,
            _atGoal,
            _missing);
    }
}
