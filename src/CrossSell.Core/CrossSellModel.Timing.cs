namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>When products are bought, by the time since what was bought before; null for a model that did not learn it. It numbers products in the order of the ids of the history it was fitted on.</summary>
    public ProductTiming? Timing => _content.Timing?.Timing;

    /// <summary>The same model with the best moment of each offer, learned from its history. Scores, order and reasons stay as they are.</summary>
    /// <param name="trainer">Who learns.</param>
    /// <param name="moments">Which moments are compared; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The model, bound as this one is; this one where its purchases have no times or name no customers, or nobody bought on a second day: then nothing says when.</returns>
    /// <exception cref="ArgumentException">A setting is out of range; the message names every one.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to the history that it was fitted on.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CrossSellModel TimedBy(IProductTimingTrainer trainer, MomentOptions? moments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        moments ??= new MomentOptions();
        if (moments.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(moments));
        }

        PurchaseHistory history = Bound.History;
        if (history.Products.Any(id => !_indexOf.ContainsKey(id)))
        {
            throw new InvalidOperationException("The model is bound to a history with products that it does not know; timing is learned from the history that the model was fitted on.");
        }

        return ModelTiming.Learn(trainer, moments, history, Products, cancellationToken) is { } timing ? new CrossSellModel(this, timing) : this;
    }

    /// <summary>The best moment to offer a customer a product, also one that is not among his first offers or that he owns: then of his next purchase of it.</summary>
    /// <param name="customer">Who; one that the history does not know is looked at as one without purchases.</param>
    /// <param name="product">The product.</param>
    /// <returns>Null where the model learned no timing, or not of this product, or the history has no times.</returns>
    /// <exception cref="ArgumentException">The model does not know the product.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public OfferMoment? BestMoment(CustomerId customer, ProductId product)
    {
        int index = Bound.History.Customers.IndexOf(customer.Value);
        return !_indexOf.TryGetValue(product.Value, out int place)
            ? throw new ArgumentException($"The model does not know the product '{product}'.", nameof(product))
            : _moments?.Of(index, place);
    }

    private Recommendation[] Timed(Recommendation[] offers, int customer)
    {
        _moments?.Fill(customer, offers, product => _indexOf.GetValueOrDefault(product.Value, -1));
        return offers;
    }
}
