namespace CrossSell.Decisions;

/// <summary>What each product's offer is worth, before the customer's probability is known.</summary>
internal sealed class OfferTerms
{
    private readonly ProductCatalog _catalog;
    private readonly DeskOptions _options;
    private readonly double _usual;

    public OfferTerms(ProductCatalog catalog, DeskOptions options)
    {
        _catalog = catalog;
        _options = options;

        // Where no margin is known all products are worth the same, and the order is that of probabilities.
        double[] margins = [.. catalog.Select(product => product.Margin).OfType<decimal>().Select(margin => (double)margin).Order()];
        _usual = margins.Length == 0 ? 1 : margins[margins.Length / 2];
    }

    public OfferCandidate Of(ProductId id, double propensity, Occasion occasion, double cost)
    {
        _catalog.TryGet(id, out Product? product);
        return new OfferCandidate(id, product!.Category, new OfferValue
        {
            Propensity = Math.Clamp(propensity, 0, 1),
            Value = product.Margin is { } margin ? (double)margin : _usual,
            Context = _options.Context?.Invoke(occasion, product) ?? 1,
            Lever = _options.Lever?.Invoke(product) ?? 1,
            Cost = cost,
        });
    }
}
