using CrossSell.Campaigns;
using CrossSell.Outreach;

namespace CrossSell;

/// <summary>A plan of a campaign: whom to contact about what, by which channel and when, with a proof of how good it is, who falls out and why, and who is the control group.</summary>
/// <remarks>
/// Immutable and thread-safe. Nothing is taken yet: <see cref="CrossSellEngine.CommitPlanAsync"/> does that. Customers of the control group are planned like all others, so that both arms
/// are chosen by one rule; they take room of the campaign's rows, and none of anything else.
/// </remarks>
public sealed class CampaignPlan
{
    private readonly PlanIntake _intake;

    internal CampaignPlan(PlanIntake intake, CampaignSolution solution)
    {
        _intake = intake;
        Solution = solution;
        Contacts = [.. solution.Chosen.Select(intake.ContactOf)];
    }

    /// <summary>What was planned.</summary>
    public Campaign Campaign => _intake.Campaign;

    /// <summary>Objective, bound, gap, shadow prices, and why every candidate is in the plan or not; its problem can be written for other solvers.</summary>
    public CampaignSolution Solution { get; }

    /// <summary>The contacts of the plan, those of the control group among them, customer by customer.</summary>
    public IReadOnlyList<PlannedContact> Contacts { get; }

    /// <summary>The customers without any candidate, in the order in which they came.</summary>
    public IReadOnlyList<CampaignFallOut> FallOuts => _intake.FallOuts;

    /// <summary>How many customers came in.</summary>
    public int Customers => _intake.Count;

    /// <summary>The instant of the ledger at which its room was read.</summary>
    public DateTimeOffset At => _intake.Room.At;

    /// <summary>How many customers each reason stood in the way of, those who fell out and those who did not: by code, in ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Reasons => [.. _intake.Reasons.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    internal PlanIntake Intake => _intake;

    /// <summary>The arm of a customer of the problem.</summary>
    /// <param name="customer">His place in the problem's customers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public CampaignArm ArmOf(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)_intake.Kept.Count, nameof(customer));
        return _intake.Kept[customer].Arm;
    }

    /// <summary>The same campaign with a plan made elsewhere, such as by another solver; see <see cref="SolverSolution"/>.</summary>
    /// <param name="chosen">The numbers of the chosen candidates, in any order.</param>
    /// <param name="options">When to stop looking for a better bound; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The plan breaks a limit or a maximum; all that it breaks is told.</exception>
    public CampaignPlan With(IEnumerable<int> chosen, PlanningOptions? options = null, CancellationToken cancellationToken = default) =>
        new(_intake, CampaignPlanner.Judge(Solution.Problem, chosen, options, null, cancellationToken));
}
