using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Makes what is asked of the ledger.</summary>
internal static class ContactMaker
{
    /// <summary>A contact of the campaign about nothing yet, for what is the same of all contacts of a customer.</summary>
    public static ContactRequest Bare(Campaign campaign, CampaignTarget customer) => new()
    {
        Tenant = campaign.Tenant,
        IdempotencyKey = CampaignKeys.Of(campaign, customer.Customer.Customer, ""),
        Customer = customer.Customer.Customer,
        Root = customer.Customer.Root,
        Household = customer.Customer.Root.Kind == SubjectKind.Household ? customer.Customer.Root.Id : null,
        Account = customer.Customer.Root.Kind == SubjectKind.Account ? customer.Customer.Root.Id : null,
        Channel = campaign.Channels[0].Name,
        Purpose = campaign.Purpose,
        Campaign = campaign.Id,
        Tags = campaign.Tags,
        CustomerClass = customer.Class,
        Zone = customer.Zone,
        Priority = campaign.Priority,
        IsPlanned = true,
    };

    /// <summary>The contact of a candidate.</summary>
    public static ContactRequest Of(
        Campaign campaign, CampaignTarget customer, CampaignArm arm, CampaignCandidate candidate, IReadOnlyList<ProductId> products, string[] categories, DateTimeOffset at, IReadOnlyList<CampaignLimit> limits)
    {
        CampaignChannel channel = campaign.Channels.First(one => string.Equals(one.Name, candidate.Channel, StringComparison.Ordinal));
        return Bare(campaign, customer) with
        {
            IdempotencyKey = CampaignKeys.Of(campaign, customer.Customer.Customer, candidate.Product),
            Channel = candidate.Channel,
            Categories = categories,
            Offers = [.. products.Select(product => CampaignKeys.Of(campaign, customer.Customer.Customer, product.Value))],
            Tags = arm == CampaignArm.Control ? [.. campaign.Tags, GhostTags.Control] : campaign.Tags,
            At = at,
            ContactPoint = customer.ContactPoints.GetValueOrDefault(candidate.Channel),
            Volumes =
            [
                .. limits.Select(limit => (limit.Volume, Amount: limit.TakeOf(campaign, candidate.Product, channel, candidate.Slot.Name))).Where(take => take.Amount > 0)
                    .GroupBy(take => take.Volume, take => take.Amount).Select(take => new VolumeTake(take.Key.Key, take.Key.Period, take.Sum())),
            ],
        };
    }
}
