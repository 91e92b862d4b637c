using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>What the stages ask about one customer again for each product, looked up once for all of them.</summary>
internal sealed class FactIndex
{
    // Below it a walk through the holdings is shorter than making a set of them.
    private const int FewHoldings = 8;

    private readonly CustomerFacts _facts;
    private readonly HashSet<ProductId>? _held;
    private readonly HashSet<ProductId>? _offered;

    /// <param name="facts">What is known of the customer.</param>
    /// <param name="at">The instant of the request, up to which answers count.</param>
    /// <param name="manyProducts">Whether more than a few products are judged, so that sets pay.</param>
    public FactIndex(CustomerFacts facts, DateTimeOffset at, bool manyProducts)
    {
        _facts = facts;
        Standing = facts.Responses.Count == 0 ? [] : [.. StandingAnswers.Until(facts.Responses, at)];
        _held = manyProducts && facts.Holdings.Count > FewHoldings ? [.. facts.Holdings.Select(holding => holding.Product)] : null;
        _offered = manyProducts && facts.Offers.Count > 0 ? [.. facts.Offers.Select(offer => offer.Product)] : null;
    }

    /// <summary>The answers that stand at the request's instant, in order.</summary>
    public OfferResponse[] Standing { get; }

    /// <summary>Whether there is a holding of this very product at all; when true it is still to be looked at.</summary>
    public bool MayHold(ProductId product) => _held?.Contains(product) ?? _facts.Holdings.Count > 0;

    /// <summary>Whether this product, or what counts as it, was ever offered; when true the offers are still to be looked at.</summary>
    public bool MayBeOffered(Candidate candidate)
    {
        if (_facts.Offers.Count == 0 || _offered is null)
        {
            return _facts.Offers.Count > 0;
        }

        foreach (OwningProduct same in candidate.Catalog.OwnersOf(candidate.Product))
        {
            if (same.Relation <= OwnershipRelation.Equivalent && _offered.Contains(same.Product))
            {
                return true;
            }
        }

        return false;
    }
}
