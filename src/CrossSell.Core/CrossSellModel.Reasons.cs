namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>Why a customer gets a product's probability: everything that moves it, adding up to its log odds.</summary>
    /// <param name="customer">Who; a customer that neither history nor table of customers knows is looked at as one without purchases.</param>
    /// <param name="product">The product; one that the customer owns can be asked for too.</param>
    /// <exception cref="ArgumentException">The model does not know the product, or nobody had bought it when the model was fitted.</exception>
    /// <exception cref="InvalidOperationException">The model has rules alone, or is not bound to a history.</exception>
    public OfferExplanation Explain(CustomerId customer, ProductId product)
    {
        if (_content.Ranking is not null)
        {
            return ExplainRanking(customer, product);
        }

        CompiledPropensity propensity = _scorer.Propensity
            ?? throw new InvalidOperationException($"The model has rules alone; one that was fitted with {nameof(CrossSellPipelineBuilder)}.{nameof(CrossSellPipelineBuilder.EstimatePropensity)} or {nameof(CrossSellPipelineBuilder.RankBy)} explains probabilities.");
        if (!_indexOf.TryGetValue(product.Value, out int place))
        {
            throw new ArgumentException($"The model does not know the product '{product}'.", nameof(product));
        }

        int index = Bound.History.Customers.IndexOf(customer.Value);
        ScoreScratch scratch = ScoreScratch.For(Products.Count);
        int[] evidence = index < 0 ? [] : Bound.Read(index, scratch).ToArray();
        int[] codes = CodesOf(customer);
        string?[] texts = _codes!.Texts(index, customer.Value, scratch);
        int rank = _scorer.RankFor(evidence, place, scratch);
        var contributions = new List<OfferContribution>();
        foreach ((int field, double contribution) in propensity.Contributions(codes, place))
        {
            PropensityField what = propensity.Propensity.Fields[field];
            contributions.Add(new OfferContribution(what.Name, texts[field], contribution, what.IsProtected));
        }

        double fromRules = _scorer.RuleTerm(rank, place) - propensity.MeanRuleTerm(place);
        if (fromRules != 0)
        {
            contributions.Add(new OfferContribution("rules", _scorer.RuleOf(rank) < 0 ? null : RuleAt(_scorer.RuleOf(rank)).ToString(), fromRules, IsProtected: false));
        }

        double baseLogit = propensity.BaseLogit(place);
        double logit = contributions.Aggregate(baseLogit, (sum, contribution) => sum + contribution.Contribution);
        return new OfferExplanation(product, baseLogit, contributions, logit, ProbabilityOf(customer, place, logit));
    }

    /// <summary>What speaks for an offer where no rule does: the two strongest things that the customer has or is, the protected ones never.</summary>
    private IReadOnlyList<LocalizedText> Grounds(int[] codes, int product)
    {
        const double LeastWorthTelling = 0.1;
        if (_scorer.Propensity is not { } propensity)
        {
            return [];
        }

        return
        [
            .. propensity.Contributions(codes, product)
                .Where(pair => pair.Contribution >= LeastWorthTelling && !propensity.Propensity.Fields[pair.Field].IsProtected)
                .OrderByDescending(pair => pair.Contribution)
                .Select(pair => Ground(propensity.Propensity.Fields[pair.Field], codes[pair.Field]))
                .OfType<LocalizedText>()
                .Take(2),
        ];
    }

    // That something is absent is no reason that anyone wants to hear.
    private LocalizedText? Ground(PropensityField field, int code) =>
        field.Source is { Kind: HistoryFeatureKind.Owns, Subject: { } id } ? (code == 1 && _indexOf.TryGetValue(id, out int product) ? Products[product].Name : null)
        : field.Source is { Kind: HistoryFeatureKind.OwnsCategory, Subject: { } category } ? (code == 1 ? new LocalizedText(category) : null)
        : field.TextOf(code) is { } text ? new LocalizedText(text) : null;

    private double ProbabilityOf(CustomerId customer, int product, double logit)
    {
        if (_content.Propensity!.Link == PropensityLink.Logistic)
        {
            return CompiledScorer.Probability(logit);
        }

        var all = new ScoredProduct[Products.Count];
        int found = Recommend(customer, [], all, out _);
        int place = Array.FindIndex(all, 0, found, offer => offer.Product == product);
        return place < 0 ? double.NaN : all[place].Score;
    }

    private int[] CodesOf(CustomerId customer)
    {
        if (_codes is null)
        {
            return [];
        }

        int index = Bound.History.Customers.IndexOf(customer.Value);
        return index >= 0 ? CodesOf(index) : _codes.ReadUnknown(_codes.RowOf(customer.Value), ScoreScratch.For(Products.Count)).ToArray();
    }

    private int[] CodesOf(int customer) => _codes is null ? [] : _codes.Read(customer, ScoreScratch.For(Products.Count)).ToArray();

    private Recommendation[] Explain(ReadOnlySpan<ScoredProduct> offers, int[] codes, bool coldStart)
    {
        var recommendations = new Recommendation[offers.Length];
        for (int i = 0; i < offers.Length; i++)
        {
            recommendations[i] = Explain(offers[i], i + 1, codes, coldStart);
        }

        return recommendations;
    }

    private Recommendation Explain(ScoredProduct offer, int rank, int[] codes, bool coldStart)
    {
        bool byBasket = Unit == Mining.TransactionUnit.Basket;
        Product product = Products[offer.Product];
        OfferRule? rule = offer.Rule >= 0 ? RuleAt(offer.Rule) : null;
        IReadOnlyList<LocalizedText> grounds = rule is not null ? [.. _content.Rules.AntecedentOf(offer.Rule).Select(p => Products[p].Name)]
            : Grounds(codes, offer.Product);
        OfferEvidence evidence = rule is not null ? OfferEvidence.Rule
            : grounds.Count > 0 ? OfferEvidence.Propensity
            : coldStart ? OfferEvidence.ColdStart : OfferEvidence.Popularity;
        ReasonFacts facts = rule is not null
            ? new ReasonFacts(rule.Counts.N11, rule.Counts.N1x, rule.Lift, byBasket)
            : new ReasonFacts(_content.Counts[offer.Product], TransactionCount, Lift: null, byBasket);
        return new Recommendation
        {
            Rank = rank,
            Product = product.Id,
            Score = offer.Score,
            Propensity = _content.Propensity is null ? null : offer.Score,
            Evidence = evidence,
            Rule = rule,
            Reason = new Reason(evidence, facts, grounds, product.Name),
        };
    }
}
