using CrossSell.Campaigns;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>How campaigns are planned without prices: first come, first served; or the most valuable contact first. Both keep every limit.</summary>
internal static class NaivePlans
{
    /// <summary>Customers in their order; each gets the most valuable contacts that still fit.</summary>
    public static double ByCustomer(CampaignProblem problem)
    {
        var plan = new PlanState(problem);
        for (int customer = 0; customer < problem.Customers.Count; customer++)
        {
            Range own = problem.CandidatesOf(customer);
            Take(problem, plan, Enumerable.Range(own.Start.Value, own.End.Value - own.Start.Value));
        }

        return plan.Objective();
    }

    /// <summary>All contacts by value, the greatest first, as far as they fit.</summary>
    public static double ByValue(CampaignProblem problem)
    {
        var plan = new PlanState(problem);
        Take(problem, plan, Enumerable.Range(0, problem.CandidateCount));
        return plan.Objective();
    }

    private static void Take(CampaignProblem problem, PlanState plan, IEnumerable<int> candidates)
    {
        foreach (int candidate in candidates.Where(j => problem.Values[j] > 0).OrderByDescending(j => problem.Values[j]))
        {
            int customer = problem.CustomerOf(candidate);
            if (plan.FitsCustomer(customer, candidate) && plan.HasRoom(candidate))
            {
                plan.Add(customer, candidate);
            }
        }
    }
}
