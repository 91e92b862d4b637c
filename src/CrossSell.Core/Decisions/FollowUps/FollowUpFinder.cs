using CrossSell.Eligibility;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Finds what is to be followed up with one customer, due or not.</summary>
/// <param name="checker">Says what may still be offered.</param>
/// <param name="occasions">Finds what was bought of late.</param>
/// <param name="rules">The rules.</param>
/// <param name="worth">What an offer of a product is worth with a customer; null when nobody knows.</param>
internal sealed class FollowUpFinder(EligibilityChecker checker, OccasionFinder occasions, FollowUpRules rules, Func<CustomerId, ProductId, OccasionKind, OfferValue?> worth)
{
    /// <param name="customer">Who.</param>
    /// <param name="root">What the ledger holds under his root.</param>
    /// <param name="facts">What is known of him.</param>
    /// <param name="now">When.</param>
    /// <param name="admit">What speaks against a contact.</param>
    public IEnumerable<FollowUp> Find(CustomerRef customer, RootView root, CustomerFacts facts, DateTimeOffset now, Func<ContactRequest, IReadOnlyList<Veto>> admit)
    {
        Contact[] contacts = [.. root.Contacts.Where(contact => contact.Customer == customer.Customer)];
        var draft = new FollowUpDraft(customer, facts, contacts, now);
        foreach (Offer offer in facts.Offers.Where(offer => offer.IsOpenAt(now)).OrderBy(offer => offer.Id, StringComparer.Ordinal))
        {
            yield return Judged(OfOffer(draft, offer), admit);
        }

        foreach (Occasion occasion in occasions.Find(facts, now).Where(occasion => occasion is { Kind: OccasionKind.AfterSale, Product: not null }))
        {
            string tag = FollowUp.AfterSaleTagPrefix + occasion.Product!.Value.Value;
            if (!draft.Has(tag, since: occasion.At!.Value))
            {
                yield return Judged(draft.AfterSale(occasion, tag, rules), admit);
            }
        }

        if (draft.Referral(rules) is { } referral)
        {
            yield return Judged(referral, admit);
        }
    }

    private FollowUp OfOffer(FollowUpDraft draft, Offer offer)
    {
        var trail = new OfferTrail(offer, draft.Contacts, draft.Now);
        bool isAgreed = offer.FollowUpAt is { } agreed && draft.Now - agreed < rules.CallBackWindow;
        DateTimeOffset due = offer.FollowUpAt ?? (trail.LastAt + rules.FirstAfter);
        string channel = rules.Channel ?? trail.LastChannel ?? rules.DefaultChannel;
        FollowUp found = draft.OfOffer(offer, isAgreed, due, channel, trail.Made) with
        {
            Urgency = rules.UrgencyOf(offer.ValidUntil, draft.Now),
            Value = worth(draft.Customer.Customer, offer.Product, isAgreed ? OccasionKind.CallBack : OccasionKind.OpenOffer),
        };
        List<Veto> vetoes = [.. Timing(draft, offer, trail, isAgreed, due)];
        var asked = new EligibilityRequest(draft.Now) { Channel = channel, FollowUpOf = offer.Id };

        // What was agreed is no new presentation, so how lately or how often it was presented does not bar it.
        vetoes.AddRange(checker.Check(draft.Facts, offer.Product, asked).Vetoes
            .Where(veto => !isAgreed || veto.Code is not (ReasonCodes.OfferRecent or ReasonCodes.OfferMaxPresented)));
        return found with { Vetoes = vetoes };
    }

    private IEnumerable<Veto> Timing(FollowUpDraft draft, Offer offer, OfferTrail trail, bool isAgreed, DateTimeOffset due)
    {
        if (due > draft.Now)
        {
            yield return new Veto { Code = ReasonCodes.FollowUpNotDue, Evidence = [offer.Id], EligibleAgainAt = due };
        }

        if (trail.Waiting is { } waiting)
        {
            yield return new Veto { Code = ReasonCodes.FollowUpPlanned, Evidence = [waiting.Id.ToString()], EligibleAgainAt = waiting.At + rules.MinGap };
        }

        if (!isAgreed && trail.Made >= rules.MaxPerOffer)
        {
            yield return new Veto { Code = ReasonCodes.FollowUpMax, Parameters = [new("times", trail.Made.ToString(CultureInfo.InvariantCulture))], Evidence = [offer.Id] };
        }

        if (!isAgreed && trail.LastAt + rules.MinGap > draft.Now)
        {
            yield return new Veto
            {
                Code = ReasonCodes.FollowUpRecent, Parameters = [new("since", VetoDates.Of(trail.LastAt))], Evidence = [offer.Id], EligibleAgainAt = trail.LastAt + rules.MinGap,
            };
        }
    }

    // Of what both the products' rules and the contact's say, such as a pause, one sentence is enough.
    private static FollowUp Judged(FollowUp found, Func<ContactRequest, IReadOnlyList<Veto>> admit)
    {
        HashSet<string> said = [.. found.Vetoes.Select(veto => veto.Code)];
        return found with { Vetoes = [.. found.Vetoes, .. admit(found.Request).Where(veto => veto.RuleId is not null || !said.Contains(veto.Code))] };
    }
}
