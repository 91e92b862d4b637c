using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>The offers that contacts of a campaign present: written down before the contact is sent, so that an answer always finds its offer.</summary>
internal sealed class OfferBook(Campaign campaign, ProductCatalog? catalog, ContactLedger ledger)
{
    /// <summary>Writes the offers of a contact down as presented.</summary>
    /// <returns>Null when they are written; else the open offer that stands in the way of one, and the others are taken back.</returns>
    public async Task<Offer?> PresentAsync(Contact contact)
    {
        foreach (string id in contact.Offers)
        {
            if (await ledger.RecordOfferAsync(CustomerOf(contact), OfferOf(contact, id, OfferState.Presented), CancellationToken.None).ConfigureAwait(false) is { } rival)
            {
                await WithdrawAsync(contact, id).ConfigureAwait(false);
                return rival;
            }
        }

        return null;
    }

    /// <summary>Takes the offers of a contact back, up to one.</summary>
    public async Task WithdrawAsync(Contact contact, string? before = null)
    {
        foreach (string id in contact.Offers.TakeWhile(id => !string.Equals(id, before, StringComparison.Ordinal)))
        {
            await ledger.RecordOfferAsync(CustomerOf(contact), OfferOf(contact, id, OfferState.Withdrawn), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static CustomerRef CustomerOf(Contact contact) => new(contact.Tenant, contact.Root, contact.Customer);

    // Its begin of dispatch is the instant of all steps, so that a repeated call writes the same row.
    private Offer OfferOf(Contact contact, string id, OfferState state)
    {
        ProductId product = CampaignKeys.ProductOf(id);
        Product? known = catalog is not null && catalog.TryGet(product, out Product? found) ? found : null;
        return new Offer
        {
            Id = id,
            Customer = contact.Customer,
            Product = product,
            EquivalenceSet = known?.EquivalenceSet ?? (known?.VariantOf ?? product).Value,
            Campaign = campaign.Id,
            Price = known?.Price,
            State = state,
            CreatedAt = contact.ChangedAt,
            ValidUntil = contact.ChangedAt + campaign.OfferValidity,
            Presentations = state == OfferState.Presented ? 1 : 0,
            LastPresentedAt = state == OfferState.Presented ? contact.ChangedAt : null,
        };
    }
}
