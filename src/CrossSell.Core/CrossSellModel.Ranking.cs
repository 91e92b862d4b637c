namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>The same model with an order of offers learned from its history, and from the customers and contacts that it is bound to.</summary>
    /// <param name="trainer">Who learns.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">The history does not allow it: no customers, or too few who bought again.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to the history that it was fitted on, or has a propensity part, which ranks already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CrossSellModel RankedBy(IRankingTrainer trainer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        PurchaseHistory history = Bound.History;
        if (_content.Propensity is not null || history.Products.Any(id => !_indexOf.ContainsKey(id)))
        {
            throw new InvalidOperationException(_content.Propensity is not null
                ? "The model has a propensity part, which ranks its offers already."
                : "The model is bound to a history with products that it does not know; an order is learned from the history that the model was fitted on.");
        }

        var about = new RankingTrainingData { History = history, Customers = _customers, Contacts = _contacts };
        return new CrossSellModel(_content with { Ranking = ModelRanking.Learn(trainer, about, _content, cancellationToken) }, _scorer).Bind(history, _customers, _contacts);
    }

    // For a basket at the till: what is there counts as bought, nothing is known of times.
    private Recommendation[] RankWith(int[] products, int count)
    {
        ModelRanking ranking = _content.Ranking!;
        CustomerPurchases basket = ranking.Basket(products);

        // Repurchasable products may be offered to customers who have them, but not to a basket that has them.
        var best = new ScoredProduct[Math.Min(count, Products.Count)];
        ulong[] there = new ulong[Bitset.Words(Products.Count)];
        foreach (int product in products)
        {
            Bitset.Set(there, product);
        }

        return ExplainRanked(basket, best.AsSpan(0, ranking.Recommend(basket, there, best)));
    }

    private OfferExplanation ExplainRanking(CustomerId customer, ProductId product)
    {
        ModelRanking ranking = _content.Ranking!;
        if (!_indexOf.TryGetValue(product.Value, out int index) || ranking.PlaceOf(index) < 0)
        {
            throw new ArgumentException($"The model does not know the product '{product}', or nobody had bought it when the model was fitted.", nameof(product));
        }

        CustomerPurchases purchases = Purchases.Of(customer);
        List<HybridContribution> contributions = ranking.Ranking.Contributions(purchases, ranking.PlaceOf(index), out double logit);
        double baseLogit = contributions.Where(contribution => contribution.Cause == ScoreCause.Base).Sum(contribution => contribution.Amount);
        OfferContribution[] others =
        [
            .. contributions.Where(contribution => contribution.Cause != ScoreCause.Base)
                .Select(contribution => new OfferContribution(
                    contribution.Part,
                    contribution.Attribute ?? (contribution.Product < 0 ? null : Products[ranking.ProductOf(contribution.Product)].Id.Value),
                    contribution.Amount,
                    contribution.Attribute is { } attribute && ranking.Ranking.Features.Facts!.Columns.Any(column => column.IsProtected && string.Equals(column.Name, attribute, StringComparison.Ordinal)))),
        ];
        return new OfferExplanation(product, baseLogit, others, logit, new RankedProduct(index, logit).Probability);
    }

    private BoundRanking Purchases => _purchases
        ?? throw new InvalidOperationException($"The model has no customers yet. Give it some: model.{nameof(Bind)}(history).");

    private Recommendation[] ExplainRanked(CustomerPurchases purchases, ReadOnlySpan<ScoredProduct> offers)
    {
        ModelRanking ranking = _content.Ranking!;
        var recommendations = new Recommendation[offers.Length];
        RankingReason[] reasons = ReasonFinder.Find(ranking.Ranking, purchases, Array.ConvertAll(offers.ToArray(), offer => ranking.PlaceOf(offer.Product)));
        for (int i = 0; i < recommendations.Length; i++)
        {
            Product product = Products[offers[i].Product];
            RankingReason reason = reasons[i];
            OfferEvidence evidence = reason.Cause == ScoreCause.Attribute ? OfferEvidence.Propensity
                : purchases.Count == 0 ? OfferEvidence.ColdStart
                : reason.Cause == ScoreCause.OwnedProduct ? OfferEvidence.OwnedProduct
                : reason.Cause == ScoreCause.Trend ? OfferEvidence.Trend : OfferEvidence.Popularity;
            LocalizedText[] grounds = reason.Attribute is { } attribute
                ? [new LocalizedText(ranking.Ranking.Propensity!.TextOf(purchases, attribute)!)]
                : [.. reason.Products.Select(place => Products[ranking.ProductOf(place)].Name)];
            var facts = new ReasonFacts(_content.Counts[offers[i].Product], TransactionCount, Lift: null, Unit == Mining.TransactionUnit.Basket);
            recommendations[i] = new Recommendation
            {
                Rank = i + 1,
                Product = product.Id,
                Score = offers[i].Score,
                Propensity = offers[i].Score,
                Evidence = evidence,
                Rule = null,
                Reason = new Reason(evidence, facts, grounds, product.Name),
            };
        }

        return recommendations;
    }
}
