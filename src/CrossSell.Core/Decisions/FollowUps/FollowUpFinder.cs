using CrossSell.Eligibility;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Finds what is to be followed up with one customer, due or not.</summary>
internal sealed class FollowUpFinder(DecisionDesk desk, FollowUpRules rules, Func<ContactRequest, IReadOnlyList<Veto>> admit)
{
    private readonly OccasionFinder _occasions = new(desk.Options.Occasions);

    public IEnumerable<FollowUp> Find(CustomerRef customer, RootView root, CustomerFacts facts, DateTimeOffset now)
    {
        Contact[] contacts = [.. root.Contacts.Where(contact => contact.Customer == customer.Customer)];
        var draft = new FollowUpDraft(customer, facts, contacts, now);
        foreach (Offer offer in facts.Offers.Where(offer => offer.IsOpenAt(now)).OrderBy(offer => offer.Id, StringComparer.Ordinal))
        {
            yield return OfOffer(draft, offer);
        }

        foreach (Occasion occasion in _occasions.Find(facts, now).Where(occasion => occasion is { Kind: OccasionKind.AfterSale, Product: not null }))
        {
            string tag = FollowUp.AfterSaleTagPrefix + occasion.Product!.Value.Value;
            if (!draft.Has(tag, since: occasion.At!.Value))
            {
                yield return Judged(draft.AfterSale(occasion, tag, rules));
            }
        }

        if (draft.Referral(rules) is { } referral)
        {
            yield return Judged(referral);
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
            Value = desk.WorthOf(draft.Customer.Customer, offer.Product, isAgreed ? OccasionKind.CallBack : OccasionKind.OpenOffer, rules.ContactCost),
        };
        List<Veto> vetoes = [.. Timing(draft, offer, trail, isAgreed, due)];
        var asked = new EligibilityRequest(draft.Now) { Channel = channel, FollowUpOf = offer.Id };

        // What was agreed is no new presentation, so how lately or how often it was presented does not bar it.
        vetoes.AddRange(desk.Checker.Check(draft.Facts, offer.Product, asked).Vetoes
            .Where(veto => !isAgreed || veto.Code is not (ReasonCodes.OfferRecent or ReasonCodes.OfferMaxPresented)));
        return Judged(found with { Vetoes = vetoes });
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
    private FollowUp Judged(FollowUp found)
    {
        HashSet<string> said = [.. found.Vetoes.Select(veto => veto.Code)];
        return found with { Vetoes = [.. found.Vetoes, .. admit(found.Request).Where(veto => veto.RuleId is not null || !said.Contains(veto.Code))] };
    }
}
