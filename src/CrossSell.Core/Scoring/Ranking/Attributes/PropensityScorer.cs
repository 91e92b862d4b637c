using System.Runtime.Intrinsics;

namespace CrossSell;

/// <summary>Scores products by each one's own model of who buys it: by what the customer has and is, or, where he has nothing yet, by what he is alone.</summary>
/// <remarks>
/// The score is a probability: of the purchase within the horizon, or, learned without times, of being the next product among those that the customer does not have.
/// Facts stand in the order of <see cref="Schema"/>; where none are known every fact counts as a gap. Immutable and thread-safe. O(products · fields that add something).
/// </remarks>
public sealed class PropensityScorer : IProductScorer
{
    private readonly PropensityWeights _whole;
    private readonly PropensityWeights? _facts;
    private readonly Dictionary<string, int> _placeOf;

    /// <summary>A scorer of these weights.</summary>
    /// <param name="whole">What was learned from what customers have and are, about the products in the order of the matrix.</param>
    /// <param name="byFacts">What was learned from facts alone, about the same products, for customers who have nothing; null where nothing could be.</param>
    /// <param name="schema">The facts and their order.</param>
    /// <exception cref="ArgumentException">The weights are not about the same products, use rules, contradict each other, or look at facts that the schema does not have.</exception>
    public PropensityScorer(ProductPropensity whole, ProductPropensity? byFacts, CustomerFactSchema schema)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(schema);
        foreach (ProductPropensity weights in byFacts is null ? [whole] : new[] { whole, byFacts })
        {
            if (weights.Validate() is { Count: > 0 } faults)
            {
                throw new ArgumentException(faults[0]);
            }

            if (!weights.Products.Select(facts => facts.Product).SequenceEqual(whole.Products.Select(facts => facts.Product)) || weights.Link != whole.Link || weights.RuleSlopes.AsSpan().ContainsAnyExcept(0.0))
            {
                throw new ArgumentException("Both weights are about the same products, with the same link, and none of rules.", nameof(byFacts));
            }
        }

        Schema = schema;
        _whole = new PropensityWeights(whole, schema);
        _facts = byFacts is null ? null : new PropensityWeights(byFacts, schema);
        _placeOf = whole.Products.Select((facts, place) => (facts.Product.Value, place)).ToDictionary(pair => pair.Value, pair => pair.place, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Name => "propensity";

    /// <inheritdoc/>
    public int ProductCount => _whole.Propensity.Products.Count;

    /// <summary>What was learned from what customers have and are.</summary>
    public ProductPropensity Propensity => _whole.Propensity;

    /// <summary>What was learned from facts alone; null where nothing could be.</summary>
    public ProductPropensity? ByFacts => _facts?.Propensity;

    /// <summary>The facts and their order.</summary>
    public CustomerFactSchema Schema { get; }

    /// <inheritdoc/>
    public void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        ScoreVector.RequireKnown(customer, this);
        RequireFacts(customer);
        Span<double> logits = Logits(customer);
        double shift = NextShift(customer, logits);
        int p = 0;
        for (; p + Vector256<double>.Count <= logits.Length; p += Vector256<double>.Count)
        {
            Vector256<double> odds = Vector256.Exp(Vector256.Create<double>(logits[p..]) - Vector256.Create(shift));
            (Propensity.Link == PropensityLink.NextProduct ? odds : odds / (Vector256<double>.One + odds)).CopyTo(logits[p..]);
        }

        for (; p < logits.Length; p++)
        {
            double odds = Math.Exp(logits[p] - shift);
            logits[p] = Propensity.Link == PropensityLink.NextProduct ? odds : odds / (1 + odds);
        }

        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = double.IsFinite(logits[k]) ? (float)Math.Min(logits[k], 1) : 1;
        }
    }

    /// <inheritdoc/>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        double from = Base(customer, product, out double score, out double moved);
        contributions.Add(new ScoreContribution(ScoreCause.Base, -1, from));
        double each = Math.Abs(moved) > 1e-12 ? (score - from) / moved : from * (Propensity.Link == PropensityLink.NextProduct ? 1 : 1 - from);
        foreach (ScoreContribution contribution in Moves(customer, product))
        {
            contributions.Add(contribution with { Amount = contribution.Amount * each });
        }
    }

    /// <summary>What each thing that is known adds to a product's logit beyond the mean training customer's.</summary>
    internal List<ScoreContribution> Moves(in CustomerPurchases customer, int product)
    {
        PropensityWeights weights = Of(customer);
        int[] codes = weights.Encode(customer, ScoreScratch.For(ProductCount)).ToArray();
        var moves = new List<ScoreContribution>();
        foreach ((int f, double amount) in weights.Contributions(codes, product))
        {
            PropensityField field = weights.Fields[f];
            int owned = field.Source is { Kind: HistoryFeatureKind.Owns or HistoryFeatureKind.MonthsSinceProduct, Subject: { } id } && _placeOf.TryGetValue(id, out int place) && customer.Products.BinarySearch(place) >= 0 ? place : -1;
            ScoreCause cause = owned >= 0 ? ScoreCause.OwnedProduct
                : weights.FactOf(f) >= 0 && weights.FactOf(f) < Schema.Columns.Count ? ScoreCause.Attribute
                : field.Source is { Kind: HistoryFeatureKind.OwnsCategory } && codes[f] == 1 ? ScoreCause.Category : ScoreCause.Customer;
            moves.Add(new ScoreContribution(cause, owned, amount) { Attribute = cause == ScoreCause.Attribute ? field.Name : null });
        }

        return moves;
    }

    /// <summary>The score of the mean training customer.</summary>
    /// <param name="customer">Who decides between which products.</param>
    /// <param name="product">The product.</param>
    /// <param name="score">The customer's own.</param>
    /// <param name="moved">By how much his logit differs from that mean.</param>
    internal double Base(in CustomerPurchases customer, int product, out double score, out double moved)
    {
        RequireFacts(customer);
        Span<double> logits = Logits(customer);
        double shift = NextShift(customer, logits);
        double from = Of(customer).BaseLogit(product);
        moved = logits[product] - from;
        score = Probability(logits[product] - shift);
        return Probability(from - shift);
    }

    /// <summary>What an attribute is for a customer, in words; null for what nobody wants to hear: that it is absent, rare or protected.</summary>
    internal string? TextOf(in CustomerPurchases customer, string attribute)
    {
        PropensityWeights weights = Of(customer);
        ReadOnlySpan<int> codes = weights.Encode(customer, ScoreScratch.For(ProductCount));
        for (int f = 0; f < codes.Length; f++)
        {
            if (weights.FactOf(f) >= 0 && string.Equals(weights.Fields[f].Name, attribute, StringComparison.Ordinal))
            {
                return weights.Fields[f].IsProtected ? null : weights.Fields[f].TextOf(codes[f]);
            }
        }

        return null;
    }

    private double Probability(double logit) => Propensity.Link == PropensityLink.NextProduct ? Math.Min(1, Math.Exp(logit)) : new RankedProduct(0, logit).Probability;

    private PropensityWeights Of(in CustomerPurchases customer) => customer.Count > 0 || _facts is null ? _whole : _facts;

    private Span<double> Logits(in CustomerPurchases customer)
    {
        ScoreScratch scratch = ScoreScratch.For(ProductCount);
        Span<double> logits = scratch.Logits(ProductCount);
        Of(customer).Logits(customer, scratch, logits);
        return logits;
    }

    // The log of the sum over the products that the customer does not have; 0 where each product stands for itself.
    private double NextShift(in CustomerPurchases customer, ReadOnlySpan<double> logits)
    {
        if (Propensity.Link != PropensityLink.NextProduct)
        {
            return 0;
        }

        double greatest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            greatest = Math.Max(greatest, logit);
        }

        double sum = 0;
        ReadOnlySpan<int> owned = customer.Products;
        for (int p = 0, at = 0; p < logits.Length; p++)
        {
            if (at < owned.Length && owned[at] == p)
            {
                at++;
                continue;
            }

            sum += Math.Exp(logits[p] - greatest);
        }

        return sum > 0 ? greatest + Math.Log(sum) : greatest;
    }

    private void RequireFacts(in CustomerPurchases customer)
    {
        if (customer.Facts.Length != Schema.Count && !customer.Facts.IsEmpty)
        {
            throw new ArgumentException($"{customer.Facts.Length} facts are told of the customer, and '{Name}' learned from {Schema.Count}.", nameof(customer));
        }
    }
}
