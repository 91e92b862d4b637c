namespace CrossSell.Campaigns;

/// <summary>
/// The best choice for one customer alone, at given worths of his candidates: depth first, best candidates first, cut off by the sum of the best that could still
/// follow, each of another product. That is enumeration made short: the first dive is the greedy choice, and where its worth equals the sum nothing else is looked at.
/// </summary>
/// <remarks>
/// Exact up to <see cref="MostNodes"/> steps. Beyond, the best found so far stands, and <see cref="Bound"/> is the sum at the root: an upper bound still. Ties go to the
/// candidate that was added first. One thread at a time.
/// </remarks>
internal sealed class BlockSolver
{
    /// <summary>Steps after which a customer with very many candidates is cut short.</summary>
    public const int MostNodes = 5_000;

    private readonly CampaignProblem _problem;
    private readonly BlockTable _blocks;
    private readonly double[] _worth;
    private readonly int[] _candidate;
    private readonly int[] _order;
    private readonly int[] _room;
    private readonly long[] _seen;
    private readonly int[] _path;
    private readonly int[] _best;
    private int _customer;
    private int _count;
    private int _firstGroup;
    private long _look;
    private int _nodes;
    private int _depth;
    private double _bestValue;

    public BlockSolver(CampaignProblem problem)
    {
        _problem = problem;
        _blocks = problem.Blocks;
        int groups = _blocks.MostGroups;
        _worth = new double[groups];
        _candidate = new int[groups];
        _order = new int[groups];
        _room = new int[_blocks.MostRows];
        _seen = new long[_blocks.MostProducts];
        _path = new int[groups];
        _best = new int[groups];
    }

    /// <summary>The worth of the choice.</summary>
    public double Value => _bestValue;

    /// <summary>What no choice exceeds; <see cref="Value"/>, unless the search was cut short.</summary>
    public double Bound { get; private set; }

    /// <summary>How many candidates are chosen.</summary>
    public int Chosen { get; private set; }

    /// <summary>The number in the problem of the chosen candidate at a place.</summary>
    public int this[int place] => _candidate[_order[_best[place]]];

    /// <summary>The best choice when candidates are worth what remains of their value at some prices.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="values">A value for every candidate of the problem.</param>
    /// <param name="prices">The prices.</param>
    public void Solve(int customer, ReadOnlySpan<double> values, PriceTable prices)
    {
        Begin(customer);
        ReadOnlySpan<int> kinds = _problem.Kinds;
        ReadOnlySpan<ushort> groups = _blocks.GroupOf;
        double[] contact = prices.OfContact;
        int end = _blocks.CandidateStart[customer + 1];
        for (int j = _blocks.CandidateStart[customer]; j < end; j++)
        {
            double worth = values[j] - contact[kinds[j]];
            if (prices.OfCost is not null)
            {
                worth -= prices.OfCost[kinds[j]] * _problem.Costs[j];
            }

            if (worth > 0 && groups[j] != BlockTable.NoGroup)
            {
                Offer(groups[j], j, worth);
            }
        }

        Search();
    }

    /// <summary>Begins a customer whose candidates are then offered one by one, before <see cref="Search"/>.</summary>
    public void Begin(int customer)
    {
        _customer = customer;
        _firstGroup = _blocks.GroupStart[customer];
        _worth.AsSpan(0, _blocks.GroupStart[customer + 1] - _firstGroup).Clear();
    }

    /// <summary>Offers a candidate of this customer; of a group the one of the greatest worth above 0 takes part.</summary>
    public void Offer(int group, int candidate, double worth)
    {
        if (worth > _worth[group])
        {
            _worth[group] = worth;
            _candidate[group] = candidate;
        }
    }

    /// <summary>Finds the best choice among what was offered.</summary>
    public void Search()
    {
        int groups = _blocks.GroupStart[_customer + 1] - _firstGroup;
        _count = 0;
        for (int g = 0; g < groups; g++)
        {
            if (_worth[g] > 0)
            {
                Insert(g);
            }
        }

        Chosen = 0;
        _bestValue = 0;
        Bound = 0;
        int most = _blocks.Most[_customer];
        if (_count == 0 || most == 0)
        {
            return;
        }

        if (_count == 1 || most == 1)
        {
            _best[0] = 0;
            Chosen = 1;
            _bestValue = Bound = _worth[_order[0]];
            return;
        }

        int firstRow = _blocks.RowStart[_customer];
        _blocks.RowLimit.AsSpan(firstRow, _blocks.RowStart[_customer + 1] - firstRow).CopyTo(_room);
        _nodes = 0;
        _depth = 0;
        double root = Reach(0, most);
        Dive(0, most, 0);
        Bound = _nodes > MostNodes ? Math.Max(root, _bestValue) : _bestValue;
    }

    // By worth, falling; equal ones in the order of their first candidates.
    private void Insert(int group)
    {
        int place = _count++;
        double worth = _worth[group];
        while (place > 0 && (_worth[_order[place - 1]] < worth
            || (_worth[_order[place - 1]] == worth && _candidate[_order[place - 1]] > _candidate[group])))
        {
            _order[place] = _order[place - 1];
            place--;
        }

        _order[place] = group;
    }

    private void Dive(int from, int left, double value)
    {
        for (int i = from; i < _count; i++)
        {
            int group = _order[i];
            if (!Fits(group))
            {
                continue;
            }

            if (value + Reach(i, left) <= _bestValue || ++_nodes > MostNodes)
            {
                return;
            }

            _path[_depth++] = i;
            double with = value + _worth[group];
            if (with > _bestValue)
            {
                _bestValue = with;
                Chosen = _depth;
                _path.AsSpan(0, _depth).CopyTo(_best);
            }

            if (left > 1)
            {
                Take(group, -1);
                Dive(i + 1, left - 1, with);
                Take(group, 1);
            }

            _depth--;
        }
    }

    // The best that so many more could bring, if nothing but their products and the rows full by now stood between them.
    private double Reach(int from, int left)
    {
        double sum = 0;
        _look++;
        for (int i = from; i < _count && left > 0; i++)
        {
            int group = _order[i];
            ref long seen = ref _seen[_blocks.ProductOf[_firstGroup + group]];
            if (seen != _look && Fits(group))
            {
                seen = _look;
                sum += _worth[group];
                left--;
            }
        }

        return sum;
    }

    private bool Fits(int group)
    {
        int[] starts = _blocks.GroupRowStart;
        int end = starts[_firstGroup + group + 1];
        for (int at = starts[_firstGroup + group]; at < end; at++)
        {
            if (_room[_blocks.RowsOfGroup[at]] == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Take(int group, int change)
    {
        int[] starts = _blocks.GroupRowStart;
        int end = starts[_firstGroup + group + 1];
        for (int at = starts[_firstGroup + group]; at < end; at++)
        {
            _room[_blocks.RowsOfGroup[at]] += change;
        }
    }
}
