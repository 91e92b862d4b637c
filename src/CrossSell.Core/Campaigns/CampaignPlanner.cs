namespace CrossSell.Campaigns;

/// <summary>
/// Chooses whom to contact about what, by which channel and when, so that the expected value is as great as the limits of customers and campaign allow; with a proof of how
/// much better any plan could be, and with what one more unit of every limit would be worth.
/// </summary>
/// <remarks>
/// Lagrangian relaxation: the campaign-wide rows get prices, so every customer can choose alone and exactly; any prices give an upper bound, and the prices of the lowest
/// bound lead to a plan, which small changes then improve. At the lowest bound at most as many customers as there are rows would have to be split (Dantzig and Wolfe
/// 1960), so with many customers the gap vanishes. Up to 12 candidates every plan is looked at. Pure functions: no clock (unless
/// <see cref="PlanningOptions.MaxTime"/> is set), no chance, the same bytes for any number of threads. An iteration costs O(candidates), and for each customer what his
/// own best choice costs, next to nothing for a few candidates. docs/campaigns.md tells more.
/// </remarks>
public static class CampaignPlanner
{
    /// <summary>Makes a plan.</summary>
    /// <param name="problem">What to choose from.</param>
    /// <param name="options">When to stop; null for the defaults.</param>
    /// <param name="progress">Told after every iteration, on the calling thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CampaignSolution Solve(
        CampaignProblem problem, PlanningOptions? options = null, IProgress<PlanningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new PlanningRun(problem, Checked(options), progress, cancellationToken).Solve();
    }

    /// <summary>Judges a plan that was made elsewhere, such as by another solver: its objective, a bound of all plans, shadow prices, reasons.</summary>
    /// <param name="problem">What was chosen from.</param>
    /// <param name="chosen">The numbers of the chosen candidates, in any order.</param>
    /// <param name="options">When to stop looking for a better bound; null for the defaults.</param>
    /// <param name="progress">Told after every iteration, on the calling thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the plan breaks a limit or a maximum; all that it breaks is told.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CampaignSolution Judge(
        CampaignProblem problem, IEnumerable<int> chosen, PlanningOptions? options = null, IProgress<PlanningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(chosen);
        PlanState plan = PlanChecks.Load(problem, chosen, nameof(chosen));
        return new PlanningRun(problem, Checked(options), progress, cancellationToken).Judge(plan);
    }

    private static PlanningOptions Checked(PlanningOptions? options)
    {
        options ??= new PlanningOptions();
        IReadOnlyList<string> failures = options.Validate();
        return failures.Count == 0 ? options : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }
}
