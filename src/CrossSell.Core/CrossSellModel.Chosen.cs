namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>The recommendations that stand behind scores of this model, in the order given: for a choice that was made among more than the best.</summary>
    internal IReadOnlyList<Recommendation> Explained(CustomerId customer, ReadOnlySpan<ScoredProduct> offers)
    {
        if (offers.IsEmpty)
        {
            return [];
        }

        int index = Bound.History.Customers.IndexOf(customer.Value);
        Recommend(customer, [], new ScoredProduct[1], out bool coldStart);
        return Timed(_purchases is not null ? ExplainRanked(_purchases.Of(index), offers) : Explain(offers, CodesOf(customer), coldStart), index);
    }
}
