namespace CrossSell.Eligibility;

/// <summary>One candidate at one instant, as the stages look at it.</summary>
internal sealed record Candidate(ProductCatalog Catalog, EligibilityRules Rules, CustomerFacts Facts, FactIndex Known, EligibilityRequest Request, Product Product, DateTimeOffset At)
{
    public bool IsOutbound => Request.Mode == OfferMode.Outbound;

    /// <summary>Whether a product counts as this one, this one included.</summary>
    public bool IsSameThing(ProductId other)
    {
        if (other == Product.Id)
        {
            return true;
        }

        foreach (OwningProduct same in Catalog.OwnersOf(Product))
        {
            if (same.Relation <= OwnershipRelation.Equivalent && same.Product == other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether buying a product means to own it.</summary>
    public bool IsHeld(ProductId product) => !Catalog.TryGet(product, out Product? known) || known.Kind == ProductKind.Held;
}
