using System.Collections.Frozen;
using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Makes plans of a campaign from what the ledger holds.</summary>
internal sealed class CampaignPlanning
{
    private readonly Campaign _campaign;
    private readonly CampaignDesk _desk;
    private readonly ContactLedger _ledger;

    public CampaignPlanning(Campaign campaign, CampaignDesk desk, ContactLedger ledger)
    {
        if (campaign.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(campaign));
        }

        _campaign = campaign;
        _desk = desk;
        _ledger = ledger;
        Limits = CampaignLimit.Of(campaign);
    }

    public IReadOnlyList<CampaignLimit> Limits { get; }

    public Task<CampaignPlan> PlanAsync(IAsyncEnumerable<CampaignTarget> customers, PlanningOptions? options, IProgress<PlanningProgress>? progress, CancellationToken cancellationToken) =>
        PlanAsync(customers, FrozenSet<RefusedCandidate>.Empty, options, progress, cancellationToken);

    /// <summary>The same without what was refused before.</summary>
    public async Task<CampaignPlan> PlanAsync(
        IAsyncEnumerable<CampaignTarget> customers, IReadOnlySet<RefusedCandidate> refused, PlanningOptions? options, IProgress<PlanningProgress>? progress, CancellationToken cancellationToken)
    {
        LedgerRoom room = await LedgerRoom.ReadAsync(_campaign, _ledger, Limits, cancellationToken).ConfigureAwait(false);
        var intake = new PlanIntake(_campaign, _desk, _ledger, Limits, room, refused);
        CampaignProblem problem = await intake.ReadAsync(customers, cancellationToken).ConfigureAwait(false);
        return new CampaignPlan(intake, CampaignPlanner.Solve(problem, options, progress, cancellationToken));
    }
}
