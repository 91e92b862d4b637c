namespace CrossSell.Campaigns;

/// <summary>Takes a plan from outside and says what it breaks.</summary>
internal static class PlanChecks
{
    private const int MostFailures = 20;

    /// <summary>The plan.</summary>
    /// <exception cref="ArgumentException">It breaks a limit or a maximum, or names what there is not; all of it is told, twenty faults in words.</exception>
    public static PlanState Load(CampaignProblem problem, IEnumerable<int> chosen, string parameter)
    {
        var plan = new PlanState(problem);
        var failures = new List<string>();
        foreach (int candidate in chosen.Order())
        {
            if (candidate < 0 || candidate >= problem.CandidateCount)
            {
                failures.Add($"There is no candidate {candidate}; there are {problem.CandidateCount}, from 0.");
                continue;
            }

            int customer = problem.CustomerOf(candidate);
            if (plan.Has(candidate))
            {
                failures.Add($"Candidate {candidate} is chosen twice.");
            }
            else if (!plan.FitsCustomer(customer, candidate))
            {
                failures.Add($"Candidate {candidate} breaks '{LimitOf(problem, plan, customer, candidate)}' of customer '{problem.CustomerIds[customer]}'.");
            }
            else
            {
                plan.Add(customer, candidate);
            }
        }

        RowTable rows = problem.RowTable;
        for (int row = 0; row < rows.Count; row++)
        {
            if (plan.Used[row] > rows.Maximum[row])
            {
                failures.Add(FormattableString.Invariant($"The row '{rows.Rows[row].Name}' holds {rows.Shown(row, plan.Used[row])}; its maximum is {rows.Shown(row, rows.Maximum[row])}."));
            }
        }

        return failures.Count == 0
            ? plan
            : throw new ArgumentException(
                string.Join(' ', failures.Take(MostFailures)) + (failures.Count > MostFailures ? $" There are {failures.Count - MostFailures} more." : ""), parameter);
    }

    private static string LimitOf(CampaignProblem problem, PlanState plan, int customer, int candidate)
    {
        BlockTable blocks = problem.Blocks;
        if (blocks.RuledOutBy.TryGetValue(candidate, out ushort source))
        {
            return blocks.Sources[source];
        }

        int row = plan.FirstFullRow(customer, candidate);
        return blocks.Sources[row < 0 ? blocks.MostSource[customer] : blocks.RowSource[row]];
    }
}
