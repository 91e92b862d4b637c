namespace CrossSell.Campaigns;

/// <summary>A plan, what it is worth, and the proof of how much better any plan could be.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CampaignSolution
{
    private readonly PlanState _plan;
    private readonly PriceTable _prices;
    private readonly double[] _priceOfRow;

    internal CampaignSolution(CampaignProblem problem, PlanState plan, double[] prices, double bound, int[] conflict, bool isProvedOptimal, StopReason stop, int iterations)
    {
        Problem = problem;
        _plan = plan;
        _priceOfRow = prices;
        _prices = new PriceTable(problem.RowTable);
        _prices.Set(prices);
        Chosen = [.. Enumerable.Range(0, problem.CandidateCount).Where(plan.Has)];
        Objective = plan.Objective();
        bool isFeasible = LocalSearch.Missing(problem.RowTable, plan.Used) == 0;
        UpperBound = conflict.Length > 0 ? double.NegativeInfinity : isProvedOptimal ? Objective : isFeasible ? Math.Max(bound, Objective) : bound;
        Gap = !isFeasible ? double.PositiveInfinity : UpperBound == Objective ? 0 : (UpperBound - Objective) / Math.Abs(UpperBound);
        Status = conflict.Length > 0 ? SolutionStatus.Infeasible
            : !isFeasible ? SolutionStatus.MinimaMissed
            : Gap <= ReachedGap ? SolutionStatus.Optimal : SolutionStatus.Feasible;
        RowTable rows = problem.RowTable;
        Rows = [.. Enumerable.Range(0, rows.Count).Select(r => new RowOutcome(
            rows.Rows[r], rows.Shown(r, plan.Used[r]), rows.IsCost[r] ? prices[r] * RowTable.Micro : prices[r], rows.Shown(r, Math.Max(0, rows.Minimum[r] - plan.Used[r]))))];
        Conflict = [.. conflict.Select(r => rows.Rows[r])];
        StoppedBy = stop;
        Iterations = iterations;
    }

    /// <summary>The gap up to which a plan counts as optimal: the errors of adding up.</summary>
    internal const double ReachedGap = 1e-9;

    /// <summary>What was planned.</summary>
    public CampaignProblem Problem { get; }

    /// <summary>What is known of the plan. Limits of customers and maxima of rows are kept whatever it is.</summary>
    public SolutionStatus Status { get; }

    /// <summary>The numbers of the chosen candidates, rising.</summary>
    public IReadOnlyList<int> Chosen { get; }

    /// <summary>What the plan is expected to bring: the values of the chosen candidates added up, in the currency of the plan.</summary>
    public double Objective { get; }

    /// <summary>What no plan that keeps all rows can exceed; negative infinity when no plan can.</summary>
    public double UpperBound { get; }

    /// <summary>How much better any plan could be: (bound - objective) / bound, 0 or more; positive infinity when the plan misses a minimum.</summary>
    public double Gap { get; }

    /// <summary>What became of the campaign-wide rows, in their order.</summary>
    public IReadOnlyList<RowOutcome> Rows { get; }

    /// <summary>For <see cref="SolutionStatus.Infeasible"/> rows that cannot be kept together, none of which can be left out of that; empty otherwise.</summary>
    public IReadOnlyList<CampaignRow> Conflict { get; }

    /// <summary>Why the planner stopped.</summary>
    public StopReason StoppedBy { get; }

    /// <summary>How often it looked at all customers.</summary>
    public int Iterations { get; }

    /// <summary>Whether a candidate is in the plan.</summary>
    /// <param name="candidate">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such candidate.</exception>
    public bool IsChosen(int candidate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)candidate, (uint)Problem.CandidateCount, nameof(candidate));
        return _plan.Has(candidate);
    }

    /// <summary>Why a candidate is in the plan or not: the first reason that holds, in the order of <see cref="CandidateOutcome"/>.</summary>
    /// <remarks>O(candidates of its customer + rows).</remarks>
    /// <param name="candidate">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such candidate.</exception>
    public CandidateVerdict Explain(int candidate)
    {
        int customer = Problem.CustomerOf(candidate);
        double reduced = _prices.Reduce(Problem, candidate);
        BlockTable blocks = Problem.Blocks;
        if (_plan.Has(candidate))
        {
            return Verdict(CandidateOutcome.Chosen);
        }

        if (blocks.RuledOutBy.TryGetValue(candidate, out ushort source))
        {
            return Verdict(CandidateOutcome.RuledOut, limit: blocks.Sources[source]);
        }

        if (Problem.Values[candidate] <= 0 && reduced <= 0)
        {
            return Verdict(CandidateOutcome.NoGain);
        }

        if (reduced <= 0)
        {
            return Verdict(CandidateOutcome.Price, DearestRow(candidate));
        }

        if (!_plan.FitsCustomer(customer, candidate))
        {
            int row = _plan.FirstFullRow(customer, candidate);
            return Verdict(CandidateOutcome.Outranked, limit: blocks.Sources[row < 0 ? blocks.MostSource[customer] : blocks.RowSource[row]], by: Filling(customer, row));
        }

        int full = -1;
        foreach (int row in Problem.RowTable.RowsOf(Problem.Kinds[candidate]))
        {
            if (_plan.Amount(row, candidate) > Problem.RowTable.Maximum[row] - _plan.Used[row])
            {
                full = row;
                break;
            }
        }

        return full >= 0 ? Verdict(CandidateOutcome.RowFull, Problem.RowTable.Rows[full]) : Verdict(CandidateOutcome.LeftOut);

        CandidateVerdict Verdict(CandidateOutcome outcome, CampaignRow? row = null, string? limit = null, IReadOnlyList<int>? by = null) =>
            new(outcome, reduced, row, limit, by ?? []);
    }

    private CampaignRow DearestRow(int candidate)
    {
        int dearest = -1;
        double most = 0;
        foreach (int row in Problem.RowTable.RowsOf(Problem.Kinds[candidate]))
        {
            double paid = _priceOfRow[row] * _plan.Amount(row, candidate);
            if (dearest < 0 || paid > most)
            {
                (dearest, most) = (row, paid);
            }
        }

        return Problem.RowTable.Rows[dearest];
    }

    // The customer's chosen candidates that stand in a row of his; all of them for the limit on contacts.
    private int[] Filling(int customer, int row)
    {
        Range own = Problem.CandidatesOf(customer);
        return [.. Enumerable.Range(own.Start.Value, own.End.Value - own.Start.Value).Where(j => _plan.Has(j)
            && (row < 0 || _plan.RowsOf(customer, Problem.Blocks.GroupOf[j]).Contains((ushort)(row - Problem.Blocks.RowStart[customer]))))];
    }
}
