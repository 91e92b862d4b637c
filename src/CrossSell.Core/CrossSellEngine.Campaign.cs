using CrossSell.Campaigns;
using CrossSell.Ledger;
using CrossSell.Outreach;

namespace CrossSell;

public sealed partial class CrossSellEngine
{
    private readonly CampaignDesk? _campaigns;

    /// <summary>What campaigns are planned with; null when the engine plans none. An engine with a desk plans with the desk's model, catalogue and history.</summary>
    /// <value>Default: made of the desk, or null without one.</value>
    public CampaignDesk? Campaigns
    {
        get => _campaigns ?? _desk?.ForCampaigns();
        init => _campaigns = value;
    }

    /// <summary>
    /// Plans a campaign: finds of every customer what he may be contacted about, by which channel and when, draws the control group, and chooses what brings most within all limits.
    /// Writes nothing.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="customers">Whom it may contact, each once; read once, in batches.</param>
    /// <param name="options">When the planner stops; null for the defaults.</param>
    /// <param name="progress">Told after every iteration of the planner; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The plan: contacts, fall-outs with reasons, objective with an upper bound, shadow prices.</returns>
    /// <remarks>
    /// O(customers · products · slots · channels) judgements and what <see cref="CampaignPlanner"/> takes. In memory stay the problem, the customers in it, and one line for each who falls
    /// out. The same customers, ledger and instant make the same plan, for any number of threads.
    /// </remarks>
    /// <exception cref="ArgumentException">The campaign cannot be planned, a customer comes twice, or a propensity is out of range; the message says what.</exception>
    /// <exception cref="CampaignProblemException">Rows of the campaign name what it does not have.</exception>
    /// <exception cref="InvalidOperationException">The engine has no <see cref="Campaigns"/>, or a shared volume is not defined.</exception>
    /// <exception cref="LedgerException">The ledger could not answer: nothing is planned.</exception>
    public Task<CampaignPlan> PlanAsync(
        Campaign campaign, IAsyncEnumerable<CampaignTarget> customers, PlanningOptions? options = null, IProgress<PlanningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(customers);
        CampaignDesk desk = Campaigns
            ?? throw new InvalidOperationException("The engine has nothing to plan campaigns with. Give it a desk: new CrossSellEngine(ledger, clock) { Campaigns = new CampaignDesk(checker) }.");
        return new CampaignPlanning(campaign, desk, _ledger).PlanAsync(customers, options, progress, cancellationToken);
    }

    /// <summary>
    /// Commits a plan: takes the slots of its contacts and their volumes in the ledger, each on its own, and writes the control group down. What the ledger refuses, because somebody was
    /// faster, is planned again with the room that is left, until nothing more fits.
    /// </summary>
    /// <param name="plan">What <see cref="PlanAsync"/> made.</param>
    /// <param name="mostRounds">How many plans are committed at most, 1 or more.</param>
    /// <param name="options">When the planner stops in later rounds; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work; what was taken stays taken.</param>
    /// <remarks>
    /// Every contact stands under campaign, customer, offer and wave. A commit that was broken off may be repeated, with the same plan or with a new one: contacts that stand in the ledger
    /// are neither taken twice nor planned again.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostRounds"/> is below 1.</exception>
    /// <exception cref="LedgerException">The store could not answer; what was taken before stays taken, and the call may be repeated.</exception>
    public Task<CampaignCommit> CommitPlanAsync(CampaignPlan plan, int mostRounds = 4, PlanningOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRounds, 1);
        var planning = new CampaignPlanning(plan.Campaign, plan.Intake.Desk, _ledger);
        return new CommitRun(planning, _ledger, (requests, token) => ReserveAsync(requests, BatchMode.BestEffort, token)).RunAsync(plan, mostRounds, options, cancellationToken);
    }

    /// <summary>
    /// Makes the contacts of a campaign that are due, through the whole protocol: a last look, the offers written down, the delegate, and what it says. Each contact is handed to the
    /// delegate at most once, whatever crashes and however many workers run; a run that was broken off is resumed by another.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="send">
    /// Sends one contact and says how far it came: Sent, Delivered, Answered, Bounced, NoAnswer or Unknown. Give the contact's id to the provider as its deduplication key. Called by
    /// several threads at once. <see cref="ContactNotSentException"/> frees the slot; after any other exception nobody knows, and the contact counts and is not sent again.
    /// </param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Ends the run after the contacts under way; their outcomes are written down regardless. The delegate gets it too: a send that it breaks off leaves its contact Unknown.
    /// </param>
    /// <returns>What was done, also when the token ended it.</returns>
    /// <exception cref="ArgumentException">The campaign or an option cannot be used.</exception>
    /// <exception cref="LedgerException">The store could not answer; another run goes on from there.</exception>
    /// <exception cref="Exception">The delegate failed as often as <see cref="DispatchOptions.MostFailures"/> says: its last exception.</exception>
    public Task<DispatchReport> DispatchAsync(
        Campaign campaign, Func<Contact, CancellationToken, Task<ContactState>> send, DispatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(send);
        options ??= new DispatchOptions();
        Require(campaign.Validate(), nameof(campaign));
        Require(options.Validate(), nameof(options));
        var steps = new DispatchSteps(
            BeginDispatchAsync,
            async (contact, token) =>
            {
                try
                {
                    return await send(contact, token).ConfigureAwait(false);
                }
                catch (ContactNotSentException)
                {
                    return null;
                }
            },
            (contact, state) => CommitAsync(ContactRef.Of(contact), state, contact.Fence, CancellationToken.None),
            (contact, notSent) => ReleaseAsync(ContactRef.Of(contact), notSent, contact.Fence, CancellationToken.None));
        return new DispatchRun(campaign, _ledger, new OfferBook(campaign, Campaigns?.Catalog, _ledger), steps, options, _clock).RunAsync(cancellationToken);
    }

    /// <summary>
    /// Measures what a campaign brought, against its control group: who was planned, contacted and answered by the ledger, what was bought by the caller.
    /// </summary>
    /// <param name="campaign">The campaign, with the <see cref="Campaign.Holdout"/> that it was planned with.</param>
    /// <param name="purchases">
    /// What customers bought, of both arms alike and by whatever way; in any order. Purchases of others, and outside the window of their customer, are passed over.
    /// </param>
    /// <param name="options">Null for the defaults; the control share is that of the campaign unless it is given.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <remarks>By intention to treat: a customer of the plan counts for his arm, reached or not. One page of contacts and one batch of customers are read at a time.</remarks>
    /// <exception cref="ArgumentException">The campaign cannot be used or has no control group, an arm has fewer than two customers, or a sum is not finite.</exception>
    /// <exception cref="LedgerException">The ledger could not answer.</exception>
    public Task<CampaignMeasurement> MeasureAsync(
        Campaign campaign, IAsyncEnumerable<CampaignPurchase> purchases, MeasurementOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(purchases);
        Require(campaign.Validate(), nameof(campaign));
        return new MeasureRun(campaign, _ledger).RunAsync(purchases, options, cancellationToken);
    }

    private static void Require(IReadOnlyList<string> failures, string parameter)
    {
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), parameter);
        }
    }
}
