namespace CrossSell.Campaigns;

/// <summary>Changes of a plan, one customer at a time, that can be taken back: the tool of <see cref="LocalSearch"/>.</summary>
/// <param name="problem">The problem.</param>
/// <param name="customerOf">The customer of each candidate.</param>
internal sealed class CustomerChoice(CampaignProblem problem, int[] customerOf)
{
    private readonly BlockSolver _solver = new(problem);
    private readonly List<int> _log = [];
    private readonly List<int> _own = [];

    /// <summary>What the changes since <see cref="Begin"/> add to the objective.</summary>
    public double Gain { get; private set; }

    /// <summary>Begins anew: the changes so far stay.</summary>
    public void Begin()
    {
        _log.Clear();
        Gain = 0;
    }

    /// <summary>Takes back all changes since <see cref="Begin"/>.</summary>
    public void Undo(PlanState plan)
    {
        for (int i = _log.Count - 1; i >= 0; i--)
        {
            int candidate = _log[i] >= 0 ? _log[i] : ~_log[i];
            if (_log[i] >= 0)
            {
                plan.Remove(customerOf[candidate], candidate);
            }
            else
            {
                plan.Add(customerOf[candidate], candidate);
            }
        }

        Begin();
    }

    public void Add(PlanState plan, int candidate)
    {
        plan.Add(customerOf[candidate], candidate);
        _log.Add(candidate);
        Gain += problem.Values[candidate];
    }

    public void Remove(PlanState plan, int candidate)
    {
        plan.Remove(customerOf[candidate], candidate);
        _log.Add(~candidate);
        Gain -= problem.Values[candidate];
    }

    /// <summary>Takes everything from a customer.</summary>
    public void Clear(PlanState plan, int customer)
    {
        for (int j = problem.Blocks.CandidateStart[customer]; j < problem.Blocks.CandidateStart[customer + 1]; j++)
        {
            if (plan.Has(j))
            {
                Remove(plan, j);
            }
        }
    }

    /// <summary>Gives a customer the best that the rows have room for, in place of what he has.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="worths">What candidates are worth: their values, and what rows pay that must be filled.</param>
    public void Choose(PlanState plan, int customer, double[] worths)
    {
        Clear(plan, customer);
        _solver.Begin(customer);
        for (int j = problem.Blocks.CandidateStart[customer]; j < problem.Blocks.CandidateStart[customer + 1]; j++)
        {
            if (worths[j] > 0 && problem.Blocks.GroupOf[j] != BlockTable.NoGroup && plan.HasRoom(j))
            {
                _solver.Offer(problem.Blocks.GroupOf[j], j, worths[j]);
            }
        }

        // Each had room alone; together they may not: then the first in the order of worth have it.
        _solver.Search();
        _own.Clear();
        for (int i = 0; i < _solver.Chosen; i++)
        {
            _own.Add(_solver[i]);
        }

        foreach (int candidate in _own)
        {
            if (plan.HasRoom(candidate))
            {
                Add(plan, candidate);
            }
        }
    }

    /// <summary>Adds to what a customer has the best of what still fits, one after another.</summary>
    public void Complete(PlanState plan, int customer, double[] worths)
    {
        while (plan.LeftOf(customer) > 0)
        {
            int best = -1;
            for (int j = problem.Blocks.CandidateStart[customer]; j < problem.Blocks.CandidateStart[customer + 1]; j++)
            {
                if (worths[j] > (best < 0 ? 0 : worths[best]) && !plan.Has(j) && plan.FitsCustomer(customer, j) && plan.HasRoom(j))
                {
                    best = j;
                }
            }

            if (best < 0)
            {
                return;
            }

            Add(plan, best);
        }
    }
}
