using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>What is asked of the ledger about a batch of customers.</summary>
internal static class CustomerReader
{
    /// <summary>Everything that eligibility and contact policy look at, in one read.</summary>
    public static LedgerSelection Selection(ContactLedger ledger, IReadOnlyList<CampaignTarget> batch) => new()
    {
        Tenant = batch[0].Customer.Tenant,
        Roots =
        [
            .. batch.GroupBy(customer => customer.Customer.Root).Select(group => new RootSelection
            {
                Root = group.Key, Subjects = [.. group.Select(customer => SubjectKey.Of(customer.Customer.Customer)).Distinct()],
            }),
        ],
        ObjectionSubjects =
        [
            .. batch.SelectMany(customer => customer.ContactPoints.Values.Select(ledger.HashOf).Prepend(ledger.HashOf(customer.Customer.Tenant, customer.Customer.Customer))).Distinct(),
        ],
        Horizon = ledger.Rules.Horizon,
        WithOffers = true,
    };

    /// <summary>The same view, in which contacts that the control group would have had in this campaign count like those of the others.</summary>
    public static LedgerView WithGhosts(LedgerView view, IReadOnlyList<CampaignTarget> batch, Campaign campaign)
    {
        RootView[] roots = [.. batch.Select(customer => customer.Customer.Root).Distinct().Select(view.Root)];
        return roots.Any(root => root.Contacts.Any(IsGhost))
            ? new LedgerView(view.Now, roots.Select(root => root with { Contacts = [.. root.Contacts.Select(Awake)] }), view.ObjectionRows, [])
            : view;

        bool IsGhost(Contact contact) => GhostTags.IsGhost(contact) && string.Equals(contact.Campaign, campaign.Id, StringComparison.Ordinal);

        Contact Awake(Contact contact) => IsGhost(contact) ? contact with { State = ContactState.Planned, CountsTowardCaps = true } : contact;
    }
}
