namespace CrossSell.Eligibility;

/// <summary>One candidate at one instant, as the stages look at it.</summary>
internal sealed record Candidate(ProductCatalog Catalog, EligibilityRules Rules, CustomerFacts Facts, EligibilityRequest Request, Product Product, DateTimeOffset At)
{
    public bool IsOutbound => Request.Mode == OfferMode.Outbound;

    /// <summary>The products that count as the same, this one included.</summary>
    public bool IsSameThing(ProductId other) => other == Product.Id || Catalog.SameThingAs(Product.Id).Contains(other);

    /// <summary>Whether buying a product means to own it.</summary>
    public bool IsHeld(ProductId product) => !Catalog.TryGet(product, out Product? known) || known.Kind == ProductKind.Held;
}
