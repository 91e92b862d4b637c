namespace CrossSell.Campaigns;

/// <summary>
/// Makes a plan better by small changes: what loses money and is not needed goes; every customer gets the best that the rows have room for; a candidate that is worth
/// its price but found a row full takes the place of the one in that row that is worth least beyond the prices. Each change must fill a minimum further, or add to the
/// objective without missing a minimum more.
/// </summary>
/// <param name="problem">The problem.</param>
/// <param name="customerOf">The customer of each candidate.</param>
/// <param name="prices">The prices of the rows.</param>
/// <param name="byRow">The same, row by row.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class LocalSearch(CampaignProblem problem, int[] customerOf, PriceTable prices, double[] byRow, CancellationToken cancellation)
{
    private const int MostPasses = 4;
    private const int MostSwaps = 20_000;
    private const int MostOusted = 4;

    private readonly CustomerChoice _change = new(problem, customerOf);
    private readonly RowTable _rows = problem.RowTable;
    private readonly double[] _worths = Worths(problem, byRow);
    private int[][] _weakest = [];
    private readonly List<int> _touched = [];
    private double _least;

    /// <summary>Improves the plan until nothing changes, a few times over at most.</summary>
    public void Improve(PlanState plan)
    {
        _least = 1e-9 * Math.Max(1e-300, problem.Values.Length == 0 ? 0 : problem.Values.Max(Math.Abs));
        bool changed = true;
        for (int pass = 0; pass < MostPasses && changed; pass++)
        {
            changed = Drop(plan);
            changed |= ChooseAgain(plan);
            changed |= Swap(plan);
        }
    }

    /// <summary>How much of the minima is missing: the sum over rows of the missing share.</summary>
    public static double Missing(RowTable rows, long[] used)
    {
        double missing = 0;
        for (int row = 0; row < used.Length; row++)
        {
            if (used[row] < rows.Minimum[row])
            {
                missing += (rows.Minimum[row] - used[row]) / (double)rows.Minimum[row];
            }
        }

        return missing;
    }

    // What loses and that no minimum needs.
    private bool Drop(PlanState plan)
    {
        bool changed = false;
        for (int j = 0; j < problem.CandidateCount; j++)
        {
            if (plan.Has(j) && problem.Values[j] < 0)
            {
                changed |= Try(plan, j, static (self, p, candidate) => self._change.Remove(p, candidate));
            }
        }

        return changed;
    }

    private bool ChooseAgain(PlanState plan)
    {
        bool changed = false;
        for (int customer = 0; customer < problem.Blocks.Customers; customer++)
        {
            if ((customer & 1023) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            changed |= Try(plan, customer, static (self, p, who) => self._change.Choose(p, who, self._worths));
        }

        return changed;
    }

    private bool Swap(PlanState plan)
    {
        _weakest = WeakestFirst(plan);
        bool changed = false;
        foreach (int candidate in Wanting(plan))
        {
            cancellation.ThrowIfCancellationRequested();
            changed |= !plan.Has(candidate) && Try(plan, candidate, static (self, p, j) => self.Oust(p, j));
        }

        return changed;
    }

    // Those not chosen that are worth their price, or that a minimum lacks, best first.
    private int[] Wanting(PlanState plan)
    {
        var wanting = new List<(double Worth, int Candidate)>();
        for (int j = 0; j < problem.CandidateCount; j++)
        {
            if (plan.Has(j) || problem.Blocks.GroupOf[j] == BlockTable.NoGroup)
            {
                continue;
            }

            double reduced = prices.Reduce(problem, j);
            bool lacked = _rows.AnyMinimum && IsLacked(plan, j);
            if (reduced > 0 || lacked)
            {
                wanting.Add((lacked ? reduced + 1e15 : reduced, j));
            }
        }

        return [.. wanting.OrderByDescending(w => w.Worth).ThenBy(w => w.Candidate).Take(MostSwaps).Select(w => w.Candidate)];
    }

    private bool IsLacked(PlanState plan, int candidate)
    {
        foreach (int row in _rows.RowsOf(problem.Kinds[candidate]))
        {
            if (plan.Used[row] < _rows.Minimum[row])
            {
                return true;
            }
        }

        return false;
    }

    // Puts a candidate in; his customer's other contacts and the weakest of full rows go, and their customers choose again.
    private void Oust(PlanState plan, int candidate)
    {
        int customer = customerOf[candidate];
        _change.Clear(plan, customer);
        _touched.Clear();
        foreach (int row in _rows.RowsOf(problem.Kinds[candidate]))
        {
            while (plan.Amount(row, candidate) > _rows.Maximum[row] - plan.Used[row])
            {
                int weakest = _touched.Count < MostOusted ? WeakestOf(plan, row) : -1;
                if (weakest < 0)
                {
                    return;
                }

                _change.Remove(plan, weakest);
                _touched.Add(customerOf[weakest]);
            }
        }

        _change.Add(plan, candidate);
        _change.Complete(plan, customer, _worths);
        foreach (int other in _touched)
        {
            if (other != customer)
            {
                _change.Choose(plan, other, _worths);
            }
        }
    }

    // Those that a change under way took out are passed over: it may be taken back.
    private int WeakestOf(PlanState plan, int row)
    {
        foreach (int candidate in _weakest[row])
        {
            if (plan.Has(candidate))
            {
                return candidate;
            }
        }

        return -1;
    }

    // What is chosen and takes something of each row, the least worth beyond the prices first.
    private int[][] WeakestFirst(PlanState plan)
    {
        var chosen = new List<(double Reduced, int Candidate)>[_rows.Count];
        for (int row = 0; row < chosen.Length; row++)
        {
            chosen[row] = [];
        }

        for (int j = 0; j < problem.CandidateCount; j++)
        {
            if (!plan.Has(j))
            {
                continue;
            }

            double reduced = prices.Reduce(problem, j);
            foreach (int row in _rows.RowsOf(problem.Kinds[j]))
            {
                if (plan.Amount(row, j) > 0)
                {
                    chosen[row].Add((reduced, j));
                }
            }
        }

        return [.. chosen.Select(c => c.OrderBy(x => x.Reduced).ThenBy(x => x.Candidate).Select(x => x.Candidate).ToArray())];
    }

    private bool Try(PlanState plan, int subject, Action<LocalSearch, PlanState, int> change)
    {
        _change.Begin();
        double before = _rows.AnyMinimum ? Missing(_rows, plan.Used) : 0;
        change(this, plan, subject);
        double after = _rows.AnyMinimum ? Missing(_rows, plan.Used) : 0;
        if (after < before - 1e-12 || (after <= before && _change.Gain > _least))
        {
            return true;
        }

        _change.Undo(plan);
        return false;
    }

    // Values, and what rows pay whose minimum costs something to reach.
    private static double[] Worths(CampaignProblem problem, double[] prices)
    {
        if (!Array.Exists(prices, price => price < 0))
        {
            return problem.Values;
        }

        var paid = new PriceTable(problem.RowTable);
        paid.Set([.. prices.Select(price => Math.Min(0, price))]);
        var worths = new double[problem.CandidateCount];
        for (int j = 0; j < worths.Length; j++)
        {
            worths[j] = paid.Reduce(problem, j);
        }

        return worths;
    }
}
