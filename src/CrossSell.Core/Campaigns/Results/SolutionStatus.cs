namespace CrossSell.Campaigns;

/// <summary>What is known of a plan.</summary>
public enum SolutionStatus
{
    /// <summary>No plan is better: every plan was looked at, or the bound is reached to the last digits.</summary>
    Optimal = 0,

    /// <summary>All rows are kept; how much better a plan could be, at most, is the gap.</summary>
    Feasible = 1,

    /// <summary>All limits and maxima are kept, but not all minima are reached, and it is not known whether any plan reaches them.</summary>
    MinimaMissed = 2,

    /// <summary>All limits and maxima are kept, but no plan can reach all minima; the rows that stand in each other's way are named.</summary>
    Infeasible = 3,
}
