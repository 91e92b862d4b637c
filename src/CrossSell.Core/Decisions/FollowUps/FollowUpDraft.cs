using CrossSell.Eligibility;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Makes the follow-ups of one customer with the contacts to ask for, before anything is judged.</summary>
internal sealed record FollowUpDraft(CustomerRef Customer, CustomerFacts Facts, IReadOnlyList<Contact> Contacts, DateTimeOffset Now)
{
    /// <summary>Whether a contact with a mark was made, or is to be made, since an instant.</summary>
    public bool Has(string tag, DateTimeOffset since) => Last(tag, since) is not null;

    public FollowUp OfOffer(Offer offer, bool isAgreed, DateTimeOffset due, string channel, int made) => new()
    {
        Customer = Customer, Kind = isAgreed ? OccasionKind.CallBack : OccasionKind.OpenOffer, Product = offer.Product, Offer = offer, DueAt = due, Until = offer.ValidUntil, Made = made,
        Request = Ask(string.Create(CultureInfo.InvariantCulture, $"follow-up|{offer.Id}|{Contacts.Count(contact => contact.Offers.Contains(offer.Id, StringComparer.Ordinal))}"), channel, FollowUp.OfferTag) with
        {
            Offers = [offer.Id], Campaign = offer.Campaign, RequestedByCustomer = isAgreed,
        },
    };

    public FollowUp AfterSale(Occasion occasion, string tag, FollowUpRules rules) => new()
    {
        Customer = Customer, Kind = OccasionKind.AfterSale, Product = occasion.Product!.Value, DueAt = occasion.ValidFrom!.Value, Until = occasion.ValidUntil,
        Request = Ask($"{tag}|{VetoDates.Of(occasion.At!.Value)}", rules.Channel ?? rules.DefaultChannel, tag) with { Purpose = ContactPurpose.Service },
    };

    /// <summary>The request for a referral after the last word on satisfaction, when that was a good one and not too long ago.</summary>
    public FollowUp? Referral(FollowUpRules rules)
    {
        (string? product, DateTimeOffset at) = LastSatisfaction();
        return product is null || Now - at >= rules.ReferralWindow || Has(FollowUp.ReferralTag, since: Now - rules.ReferralRest) ? null : new FollowUp
        {
            Customer = Customer, Kind = OccasionKind.Referral, Product = new ProductId(product), DueAt = at, Until = at + rules.ReferralWindow,
            Request = Ask($"{FollowUp.ReferralTag}|{VetoDates.Of(at)}", rules.Channel ?? rules.DefaultChannel, FollowUp.ReferralTag),
        };
    }

    private (string? Product, DateTimeOffset At) LastSatisfaction()
    {
        for (int i = Contacts.Count - 1; i >= 0; i--)
        {
            foreach (string tag in Contacts[i].At <= Now ? Contacts[i].Tags : [])
            {
                if (tag.StartsWith(FollowUp.UnsatisfiedTagPrefix, StringComparison.Ordinal))
                {
                    return default;
                }

                if (tag.Length > FollowUp.SatisfiedTagPrefix.Length && tag.StartsWith(FollowUp.SatisfiedTagPrefix, StringComparison.Ordinal))
                {
                    return (tag[FollowUp.SatisfiedTagPrefix.Length..], Contacts[i].At);
                }
            }
        }

        return default;
    }

    private Contact? Last(string tag, DateTimeOffset since) =>
        Contacts.LastOrDefault(contact => contact.At >= since && !ContactStates.GaveUp(contact.StateAt(Now)) && contact.Tags.Contains(tag, StringComparer.Ordinal));

    private ContactRequest Ask(string key, string channel, string tag) => new()
    {
        Tenant = Customer.Tenant, Root = Customer.Root, IdempotencyKey = key, Customer = Customer.Customer, Channel = channel, Tags = [tag],
        CustomerClass = Facts.ClassChanges.Count == 0 ? null : Facts.ClassChanges[^1].To,
        Household = Customer.Root.Kind == SubjectKind.Household ? Customer.Root.Id : null, Account = Customer.Root.Kind == SubjectKind.Account ? Customer.Root.Id : null,
    };
}
