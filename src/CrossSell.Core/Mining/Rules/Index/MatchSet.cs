namespace CrossSell.Mining;

/// <summary>Takes the rules that a walk finds and keeps the first places: a heap with the last place on top, once there is no more room.</summary>
internal ref struct MatchSet(RuleSet rules, ReadOnlySpan<int> basket, Span<int> matches, bool onlyNew)
{
    private readonly ReadOnlySpan<int> _basket = basket;
    private readonly Span<int> _matches = matches;
    private int _kept;

    /// <summary>How many rules match, kept or not.</summary>
    public int Total { get; private set; }

    /// <param name="places">The places of some rules, ascending.</param>
    public void Add(ReadOnlySpan<int> places)
    {
        foreach (int place in places)
        {
            if (onlyNew && HoldsAll(rules.ConsequentOf(place)))
            {
                continue;
            }

            Total++;
            if (_kept < _matches.Length)
            {
                _matches[_kept++] = place;
                if (_kept == _matches.Length)
                {
                    for (int parent = (_kept / 2) - 1; parent >= 0; parent--)
                    {
                        Sink(parent);
                    }
                }
            }
            else if (_kept > 0 && place < _matches[0])
            {
                _matches[0] = place;
                Sink(0);
            }
        }
    }

    /// <summary>Brings what was kept into ascending order.</summary>
    public readonly void Sort() => _matches[.._kept].Sort();

    private readonly void Sink(int parent)
    {
        int place = _matches[parent];
        for (int child = (2 * parent) + 1; child < _kept; child = (2 * parent) + 1)
        {
            child += child + 1 < _kept && _matches[child + 1] > _matches[child] ? 1 : 0;
            if (_matches[child] <= place)
            {
                break;
            }

            _matches[parent] = _matches[child];
            parent = child;
        }

        _matches[parent] = place;
    }

    private readonly bool HoldsAll(ReadOnlySpan<int> consequent)
    {
        foreach (int item in consequent)
        {
            if (_basket.BinarySearch(item) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
