namespace CrossSell.Campaigns;

/// <summary>A plan in the making: what is chosen, and how much room every row still has, of the campaign and of each customer. It never holds more than is allowed.</summary>
internal sealed class PlanState
{
    private readonly CampaignProblem _problem;
    private readonly BlockTable _blocks;
    private readonly RowTable _rows;
    private readonly int[] _left;
    private readonly int[] _blockRoom;
    private readonly byte[] _chosen;

    public PlanState(CampaignProblem problem)
    {
        _problem = problem;
        _blocks = problem.Blocks;
        _rows = problem.RowTable;
        _left = [.. _blocks.Most];
        _blockRoom = [.. _blocks.RowLimit];
        _chosen = new byte[problem.CandidateCount];
        Used = new long[_rows.Count];
    }

    /// <summary>1 for each chosen candidate, 0 for the others.</summary>
    public ReadOnlySpan<byte> Chosen => _chosen;

    /// <summary>What the plan takes of each row.</summary>
    public long[] Used { get; }

    /// <summary>How many more contacts a customer may have.</summary>
    public int LeftOf(int customer) => _left[customer];

    public bool Has(int candidate) => _chosen[candidate] != 0;

    /// <summary>Whether the campaign's rows have room for a candidate.</summary>
    public bool HasRoom(int candidate)
    {
        foreach (int row in _rows.RowsOf(_problem.Kinds[candidate]))
        {
            if (Amount(row, candidate) > _rows.Maximum[row] - Used[row])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the customer's own limits have room for one more candidate, not chosen yet.</summary>
    public bool FitsCustomer(int customer, int candidate)
    {
        int group = _blocks.GroupOf[candidate];
        if (group == BlockTable.NoGroup || _left[customer] == 0)
        {
            return false;
        }

        foreach (ushort row in RowsOf(customer, group))
        {
            if (_blockRoom[_blocks.RowStart[customer] + row] == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Chooses a candidate for which there is room.</summary>
    public void Add(int customer, int candidate) => Change(customer, candidate, 1);

    /// <summary>Takes a chosen candidate back.</summary>
    public void Remove(int customer, int candidate) => Change(customer, candidate, -1);

    /// <summary>What a candidate takes of a row that it stands in.</summary>
    public long Amount(int row, int candidate) => _rows.IsCost[row] ? _problem.Costs[candidate] : 1;

    /// <summary>The worth of the plan, added up in the order of candidates.</summary>
    public double Objective()
    {
        double sum = 0;
        for (int j = 0; j < _chosen.Length; j++)
        {
            if (_chosen[j] != 0)
            {
                sum += _problem.Values[j];
            }
        }

        return sum;
    }

    /// <summary>The first of the customer's own rows, counted from the first of all, that has no room for a candidate; -1 when all have.</summary>
    public int FirstFullRow(int customer, int candidate)
    {
        foreach (ushort row in RowsOf(customer, _blocks.GroupOf[candidate]))
        {
            int at = _blocks.RowStart[customer] + row;
            if (_blockRoom[at] == 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The rows of a customer that a group stands in, counted from his first.</summary>
    public ReadOnlySpan<ushort> RowsOf(int customer, int group)
    {
        int at = _blocks.GroupStart[customer] + group;
        return _blocks.RowsOfGroup.AsSpan(_blocks.GroupRowStart[at], _blocks.GroupRowStart[at + 1] - _blocks.GroupRowStart[at]);
    }

    private void Change(int customer, int candidate, int sign)
    {
        _chosen[candidate] = (byte)(sign > 0 ? 1 : 0);
        _left[customer] -= sign;
        foreach (ushort row in RowsOf(customer, _blocks.GroupOf[candidate]))
        {
            _blockRoom[_blocks.RowStart[customer] + row] -= sign;
        }

        foreach (int row in _rows.RowsOf(_problem.Kinds[candidate]))
        {
            Used[row] += sign * Amount(row, candidate);
        }
    }
}
