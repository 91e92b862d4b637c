using System.Collections.Concurrent;
using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Hands a plan to the ledger, and plans again for the room that refusals leave.</summary>
internal sealed class CommitRun(
    CampaignPlanning planning, ContactLedger ledger, Func<IReadOnlyList<ContactRequest>, CancellationToken, Task<IReadOnlyList<Reservation>>> reserve)
{
    private const int BatchSize = 512;
    private const int AtOnce = 64;

    private readonly List<PlannedContact> _accepted = [];
    private readonly List<PlannedContact> _ghosts = [];
    private readonly List<RefusedContact> _refused = [];
    private readonly HashSet<RefusedCandidate> _never = [];

    public async Task<CampaignCommit> RunAsync(CampaignPlan plan, int mostRounds, PlanningOptions? options, CancellationToken cancellationToken)
    {
        await DefineVolumesAsync(plan.Campaign, cancellationToken).ConfigureAwait(false);
        int round = 1;
        for (CampaignPlan next = plan; ; round++)
        {
            int before = _refused.Count;
            await CommitAsync(next, round, cancellationToken).ConfigureAwait(false);
            if (_refused.Count == before || round == mostRounds)
            {
                break;
            }

            // Everybody who could be contacted at all: the room may be another's by now.
            next = await planning.PlanAsync(Again(next), _never, options, null, cancellationToken).ConfigureAwait(false);
            if (next.Contacts.Count == 0)
            {
                break;
            }
        }

        return new CampaignCommit { Accepted = _accepted, Ghosts = _ghosts, Refused = _refused, Rounds = round };
    }

    private static IAsyncEnumerable<CampaignTarget> Again(CampaignPlan plan) => plan.Intake.Kept.Select(kept => kept.Customer).ToAsyncEnumerable();

    private async Task CommitAsync(CampaignPlan plan, int round, CancellationToken cancellationToken)
    {
        foreach (PlannedContact[] batch in plan.Contacts.Where(contact => contact.Arm == CampaignArm.Treated).Chunk(BatchSize))
        {
            IReadOnlyList<Reservation> answers = await reserve([.. batch.Select(contact => contact.Request)], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < batch.Length; i++)
            {
                Take(plan, batch[i], answers[i], round, _accepted);
            }
        }

        PlannedContact[] ghosts = [.. plan.Contacts.Where(contact => contact.Arm == CampaignArm.Control)];
        var written = new ConcurrentDictionary<int, Reservation>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, ghosts.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => written[i] = await ledger.RecordGhostAsync(ghosts[i].Request, ReasonCodes.ControlGroup, token).ConfigureAwait(false)).ConfigureAwait(false);
        for (int i = 0; i < ghosts.Length; i++)
        {
            Take(plan, ghosts[i], written[i], round, _ghosts);
        }
    }

    private void Take(CampaignPlan plan, PlannedContact contact, Reservation answer, int round, List<PlannedContact> accepted)
    {
        if (answer.IsAccepted)
        {
            accepted.Add(contact);
            return;
        }

        _refused.Add(new RefusedContact(contact, answer.Outcome, answer.Admission.Vetoes, round));
        CampaignProblem problem = plan.Solution.Problem;
        (int product, int channel, int slot) = problem.PartsOf(problem.Kinds[contact.Number]);
        _never.Add(new RefusedCandidate(contact.Candidate.Customer, product, channel, slot));
    }

    // The campaign says what its own volumes hold; what is taken of them stays.
    private async Task DefineVolumesAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        CampaignLimit[] own = [.. planning.Limits.Where(limit => !limit.IsShared)];
        LedgerView view = await ledger.ReadAsync(
            new LedgerSelection { Tenant = campaign.Tenant, Roots = [], Volumes = [.. own.Select(limit => limit.Volume)], Horizon = TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
        foreach (CampaignLimit limit in own.Where(limit => view.Volume(limit.Volume)?.Cap != limit.Cap(campaign)))
        {
            await ledger.SetVolumeAsync(campaign.Tenant, limit.Volume, limit.Cap(campaign), cancellationToken).ConfigureAwait(false);
        }
    }
}
