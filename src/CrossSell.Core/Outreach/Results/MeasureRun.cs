using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Measures a campaign from the ledger: arms from its contacts and those of the control group, answers, objections and complaints from its customers.</summary>
internal sealed class MeasureRun(Campaign campaign, ContactLedger ledger)
{
    private const int BatchSize = 256;

    private readonly Dictionary<CustomerId, MeasuredCustomer> _customers = [];
    private readonly HashSet<ProductId> _products = [.. campaign.Offers.Select(offer => offer.Product)];
    private readonly Dictionary<DeclineReason, long> _reasons = [];

    public async Task<CampaignMeasurement> RunAsync(IAsyncEnumerable<CampaignPurchase> purchases, MeasurementOptions? options, CancellationToken cancellationToken)
    {
        if (campaign.Holdout is not { } holdout)
        {
            throw new ArgumentException($"The campaign '{campaign.Id}' was planned without a control group, so its effect cannot be measured. Give it a Holdout before it is planned.", nameof(campaign));
        }

        DateTimeOffset now = await ledger.GetNowAsync(cancellationToken).ConfigureAwait(false);
        await ReadContactsAsync(cancellationToken).ConfigureAwait(false);
        await ReadPurchasesAsync(purchases, cancellationToken).ConfigureAwait(false);
        var outcomes = new List<CampaignOutcome>(_customers.Count);
        foreach (KeyValuePair<CustomerId, MeasuredCustomer>[] batch in _customers.OrderBy(pair => pair.Value.Root).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal).Chunk(BatchSize))
        {
            LedgerView view = await ledger.ReadAsync(Selection(batch), cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(batch.Select(pair => OutcomeOf(pair.Key, pair.Value, view)));
        }

        return new CampaignMeasurement
        {
            Campaign = campaign.Id,
            Report = CampaignReport.Of(outcomes, (options ?? new MeasurementOptions()).OrControlShare(holdout.ControlShare)),
            Reasons = new DeclineReasonMix(_reasons),
            Contacts = _customers.Values.Where(customer => !customer.IsControl).SelectMany(customer => customer.States).GroupBy(state => state).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count()),
            At = now,
            IsComplete = _customers.Values.All(customer => customer.From + campaign.AttributionWindow <= now),
        };
    }

    private async Task ReadContactsAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, double> costs = campaign.Channels.ToDictionary(channel => channel.Name, channel => (double)channel.Cost, StringComparer.Ordinal);
        await foreach (Contact contact in LedgerRoom.ContactsAsync(campaign, ledger, cancellationToken).ConfigureAwait(false))
        {
            if (!_customers.TryGetValue(contact.Customer, out MeasuredCustomer? customer))
            {
                _customers.Add(contact.Customer, customer = new MeasuredCustomer(contact.Root));
            }

            customer.Add(contact, costs.GetValueOrDefault(contact.Channel));
        }
    }

    private async Task ReadPurchasesAsync(IAsyncEnumerable<CampaignPurchase> purchases, CancellationToken cancellationToken)
    {
        await foreach (CampaignPurchase purchase in purchases.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!double.IsFinite(purchase.Revenue) || !double.IsFinite(purchase.Margin))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The purchase of customer '{purchase.Customer}' has the revenue {purchase.Revenue} and the margin {purchase.Margin}; both must be finite."), nameof(purchases));
            }

            if (_customers.TryGetValue(purchase.Customer, out MeasuredCustomer? customer) && (purchase.At is not { } at || IsInWindow(customer, at)))
            {
                customer.Revenue += purchase.Revenue;
                customer.Margin += purchase.Margin;
                customer.HasBought |= purchase.Product is { } product && _products.Contains(product);
            }
        }
    }

    private LedgerSelection Selection(IReadOnlyList<KeyValuePair<CustomerId, MeasuredCustomer>> batch) => new()
    {
        Tenant = campaign.Tenant,
        Roots =
        [
            .. batch.GroupBy(pair => pair.Value.Root).Select(group => new RootSelection { Root = group.Key, Subjects = [.. group.Select(pair => SubjectKey.Of(pair.Key))] }),
        ],
        ObjectionSubjects = [.. batch.Select(pair => ledger.HashOf(campaign.Tenant, pair.Key))],
        Horizon = TimeSpan.Zero,
        WithOffers = true,
    };

    // One rule for both arms: what counts is what a customer does about the campaign's products in his window, by whatever way it came about.
    private CampaignOutcome OutcomeOf(CustomerId id, MeasuredCustomer customer, LedgerView view)
    {
        RootView root = view.Root(customer.Root);
        OfferResponse[] answers =
        [
            .. StandingAnswers.Of(root.Responses).Where(response => response.Customer == id && _products.Contains(response.Product) && IsInWindow(customer, response.At)),
        ];
        foreach (OfferResponse declined in customer.IsControl ? [] : answers.Where(answer => answer.Kind == OfferResponseKind.Declined))
        {
            _reasons[declined.Reason] = _reasons.GetValueOrDefault(declined.Reason) + 1;
        }

        ContactPointHash subject = ledger.HashOf(campaign.Tenant, id);
        return new CampaignOutcome
        {
            Arm = customer.IsControl ? CampaignArm.Control : CampaignArm.Treated,
            IsContacted = customer.IsContacted,
            HasResponded = answers.Any(answer => answer.Kind != OfferResponseKind.NoResponse),
            HasAccepted = customer.HasBought || answers.Any(answer => answer.Kind == OfferResponseKind.Accepted),
            Revenue = customer.Revenue,
            Margin = customer.Margin,
            ContactCost = customer.Cost,
            HasOptedOut = view.ObjectionRows.Any(row => row.Subject == subject && !row.IsLift && IsInWindow(customer, row.At))
                || root.Consents.Any(consent => consent.Customer == id && !consent.IsGranted && IsInWindow(customer, consent.From)),
            HasComplained = root.Holds.Any(hold => hold.Customer == id && string.Equals(hold.Kind, "COMPLAINT", StringComparison.OrdinalIgnoreCase) && IsInWindow(customer, hold.From)),
        };
    }

    private bool IsInWindow(MeasuredCustomer customer, DateTimeOffset at) => at >= customer.From && at < customer.From + campaign.AttributionWindow;
}
