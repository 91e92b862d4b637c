using CrossSell.Ledger;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>A desk as a program writes it that asks for one product after the other: every product judged by itself, every recommendation explained, then sorted.</summary>
internal sealed class NaiveDesk(DecisionDesk desk, EligibilityChecker checker)
{
    public IReadOnlyList<Recommendation> Decide(CustomerFacts facts, DateTimeOffset now, int count)
    {
        var request = new EligibilityRequest(now) { Mode = OfferMode.Inbound };
        return
        [
            .. desk.Model.Recommend(facts.Customer, desk.Model.Products.Count)
                .Where(offer => checker.Check(facts, offer.Product, request).IsEligible)
                .OrderByDescending(offer => offer.Score * (double)(checker.Catalog.Single(product => product.Id == offer.Product).Margin ?? 0))
                .ThenBy(offer => offer.Product.Value, StringComparer.Ordinal).Take(count),
        ];
    }
}
