using CrossSell.Ledger;

namespace CrossSell;

/// <content>What was known earlier.</content>
public sealed partial record CustomerFacts
{
    /// <summary>What was known at an earlier instant: everything that has a later date is left out. O(facts).</summary>
    /// <remarks>
    /// For looking back without knowing what came. A holding without a beginning counts as there from the first, as a purchase without a time does; the end of a holding counts as known. An offer
    /// that was answered or ran out later is one that had been presented. What has no date, such as region and attributes, stays.
    /// </remarks>
    /// <param name="at">The instant; what happened at it is known.</param>
    public CustomerFacts AsOf(DateTimeOffset at)
    {
        OfferResponse[] responses = [.. Responses.Where(response => response.At <= at)];
        return this with
        {
            Holdings = [.. Holdings.Where(holding => !(holding.From > at))],
            HoldingsAsOf = HoldingsAsOf > at ? at : HoldingsAsOf,
            Offers = [.. Offers.Where(offer => offer.CreatedAt <= at).Select(offer => Before(offer, responses, at))],
            Responses = responses,
            Consents = [.. Consents.Where(consent => consent.From <= at)],
            ConsentAsOf = ConsentAsOf > at ? at : ConsentAsOf,
            Objections = [.. Objections.Where(objection => objection.At <= at)],
            Holds = [.. Holds.Where(hold => hold.From <= at)],
            ClassChanges = [.. ClassChanges.Where(change => change.At <= at)],
        };
    }

    private static Offer Before(Offer offer, OfferResponse[] responses, DateTimeOffset at)
    {
        bool isAnswered = Array.Exists(responses, response => string.Equals(response.OfferId, offer.Id, StringComparison.Ordinal));
        return offer with
        {
            State = offer.State is OfferState.Draft or OfferState.Presented or OfferState.Open || isAnswered ? offer.State : OfferState.Presented,
            LastPresentedAt = offer.LastPresentedAt > at ? offer.CreatedAt : offer.LastPresentedAt,
        };
    }
}
