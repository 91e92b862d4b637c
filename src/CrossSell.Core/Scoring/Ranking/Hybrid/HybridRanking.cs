namespace CrossSell;

/// <summary>Ranks products for a customer by the probability of a purchase, learned over several ways of scoring, trend and popularity.</summary>
/// <remarks>
/// <para>
/// The second of two levels: candidates come from several ways of scoring, and one logistic model weighs what each says of them. <c>HybridTrainer</c> in
/// <c>CrossSell.ML</c> learns it. Who has no purchases gets what a second model says, one that knows trend and popularity alone: scores are always finite.
/// </para>
/// <para>Immutable and thread-safe; holds products and no customers. The same customer gets the same bytes on any thread and machine.</para>
/// </remarks>
public sealed partial class HybridRanking
{
    private readonly int _propensity;

    /// <summary>A ranking of these features and weights.</summary>
    /// <param name="features">How features are read.</param>
    /// <param name="warm">The model for customers with purchases.</param>
    /// <param name="cold">The model for customers without; only columns may weigh.</param>
    /// <param name="slope">What a logit is multiplied by, to suit what was seen on held-out data; above 0.</param>
    /// <param name="shift">What is then added.</param>
    /// <param name="horizon">How long a purchase may take; null when it was learned without times.</param>
    /// <param name="notes">What was chosen and found, one sentence each.</param>
    /// <param name="attributes">The model for customers without purchases of whom attributes are known; only columns and the part that looks at attributes may weigh. Null to use <paramref name="cold"/> for them too.</param>
    /// <exception cref="ArgumentException">A model has not one finite weight for each feature, or the cold one weighs parts, or the slope is not above 0.</exception>
    public HybridRanking(
        HybridFeatures features, HybridModel warm, HybridModel cold, double slope, double shift, TimeSpan? horizon, IReadOnlyList<string> notes, HybridModel? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        Require(features, warm, nameof(warm));
        Require(features, cold, nameof(cold));
        RequireKnown(features, cold, isPartKnown: _ => false, nameof(cold));
        _propensity = features.Parts.ToList().FindIndex(part => part.Scorer is PropensityScorer);
        if (attributes is not null)
        {
            Require(features, attributes, nameof(attributes));
            RequireKnown(features, attributes, part => part == _propensity, nameof(attributes));
        }

        if (!(slope > 0) || !double.IsFinite(slope) || !double.IsFinite(shift))
        {
            throw new ArgumentException(FormattableString.Invariant($"Logits are calibrated by {slope} and {shift}; a finite slope above 0 and a finite shift are needed."), nameof(slope));
        }

        Features = features;
        Attributes = attributes;
        Warm = warm;
        Cold = cold;
        Slope = slope;
        Shift = shift;
        Horizon = horizon;
        Notes = [.. notes];
    }

    /// <summary>How candidates are found and features read.</summary>
    public HybridFeatures Features { get; }

    /// <summary>The model for customers with purchases.</summary>
    public HybridModel Warm { get; }

    /// <summary>The model for customers without.</summary>
    public HybridModel Cold { get; }

    /// <summary>The model for customers without purchases of whom attributes are known; null where <see cref="Cold"/> ranks for them too.</summary>
    public HybridModel? Attributes { get; }

    /// <summary>The part that looks at what customers are; null when there is none. Its <see cref="HybridFeatures.Facts"/> says in which order facts are told.</summary>
    public PropensityScorer? Propensity => _propensity < 0 ? null : (PropensityScorer)Features.Parts[_propensity].Scorer;

    /// <summary>The attributes that something looks at.</summary>
    internal IReadOnlySet<string> LookedAt => new[] { Propensity?.Propensity, Propensity?.ByFacts }.OfType<ProductPropensity>()
        .SelectMany(weights => weights.Fields).Where(looking => looking.Source is null).Select(looking => looking.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a logit is multiplied by in calibration.</summary>
    public double Slope { get; }

    /// <summary>What is then added.</summary>
    public double Shift { get; }

    /// <summary>Within which time the purchases fall that the probabilities speak of; null when they speak of the next product.</summary>
    public TimeSpan? Horizon { get; }

    /// <summary>What was chosen and found, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The number of products.</summary>
    public int ProductCount => Features.ProductCount;

    /// <summary>What every feature weighs.</summary>
    public IReadOnlyList<HybridWeight> Weights =>
        [.. Features.Names.Select((name, feature) => new HybridWeight(Features.PartOfFeature[feature], name, Slope * Warm.Terms[feature].Weight))];

    /// <summary>The best products for a customer, best first; ties in the order of products. Allocates nothing once a thread is warm.</summary>
    /// <remarks>What the customer has is not among them, unless it may be bought again. O(products · parts).</remarks>
    /// <param name="customer">What the customer has bought, in places of the products; nothing for somebody unknown.</param>
    /// <param name="best">Where they go; its length is how many at most.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know.</exception>
    public int Recommend(in CustomerPurchases customer, Span<RankedProduct> best) => Recommend(customer, [], best);

    /// <summary>The same without some products; their absence changes nothing about the others.</summary>
    internal int Recommend(in CustomerPurchases customer, ReadOnlySpan<int> barred, Span<RankedProduct> best)
    {
        RequireKnown(customer);
        HybridScratch scratch = Features.Scratch();
        Features.Read(customer, [], scratch, barred);
        Span<double> logits = scratch.Logits();
        ModelOf(customer).Score(scratch, Features.FirstOfCustomer, logits);
        int count = 0;
        for (int k = 0; k < scratch.Count; k++)
        {
            var offer = new RankedProduct(scratch.Candidates[k], Calibrate(logits[k]));
            if (count < best.Length)
            {
                count++;
            }
            else if (count == 0 || !IsBefore(offer, best[count - 1]))
            {
                continue;
            }

            int place = count - 1;
            for (; place > 0 && IsBefore(offer, best[place - 1]); place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = offer;
        }

        return count;
    }

    /// <summary>Writes the probability of every candidate, and 0 for all other products.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="probabilities">One place a product.</param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> has another length than there are products, or the customer has a product that the ranking does not know.</exception>
    public void Score(in CustomerPurchases customer, Span<float> probabilities)
    {
        if (probabilities.Length != ProductCount)
        {
            throw new ArgumentException($"The ranking knows {ProductCount} products; there is room for {probabilities.Length}.", nameof(probabilities));
        }

        RequireKnown(customer);
        HybridScratch scratch = Features.Scratch();
        Features.Read(customer, [], scratch);
        Span<double> logits = scratch.Logits();
        ModelOf(customer).Score(scratch, Features.FirstOfCustomer, logits);
        probabilities.Clear();
        for (int k = 0; k < scratch.Count; k++)
        {
            probabilities[scratch.Candidates[k]] = (float)new RankedProduct(scratch.Candidates[k], Calibrate(logits[k])).Probability;
        }
    }

    /// <summary>The log odds of one product, whether it is a candidate or not.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="product">The product's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know.</exception>
    public double Logit(in CustomerPurchases customer, int product)
    {
        RequireKnown(customer);
        RequireProduct(product);
        HybridScratch scratch = Features.Scratch();
        Features.Read(customer, [product], scratch);
        Span<double> logits = scratch.Logits();
        ModelOf(customer).Score(scratch, Features.FirstOfCustomer, logits);
        return Calibrate(logits[0]);
    }

    /// <summary>What the customer's ranking rests on.</summary>
    /// <param name="customer">What the customer has bought.</param>
    public RankingStep StepOf(in CustomerPurchases customer) =>
        customer.Count > 0 ? (Weighs(Warm, _propensity) && KnowsAttributes(customer) ? RankingStep.PurchasesAndAttributes : RankingStep.Purchases)
        : Attributes is not null && KnowsAttributes(customer) ? RankingStep.Attributes
        : Enumerable.Range(0, Features.Columns.Count).Any(c => Features.Columns[c].Cause == ScoreCause.Trend && Cold.Terms[Features.FirstColumnFeature + c].Weight != 0) ? RankingStep.Trend
        : RankingStep.Popularity;

    private HybridModel ModelOf(in CustomerPurchases customer) => customer.Count > 0 ? Warm : Attributes is { } attributes && KnowsAttributes(customer) ? attributes : Cold;

    private bool KnowsAttributes(in CustomerPurchases customer) => Propensity is { } part && part.Schema.KnowsAttributes(customer.Facts);

    private static bool Weighs(HybridModel model, int part) => part >= 0 && (model.Trees?.Asks(2 * part) == true || model.Trees?.Asks((2 * part) + 1) == true || model.Terms[2 * part].Weight != 0 || model.Terms[(2 * part) + 1].Weight != 0);

    private double Calibrate(double logit) => (Slope * logit) + Shift;

    private static bool IsBefore(RankedProduct a, RankedProduct b) => a.Logit > b.Logit || (a.Logit == b.Logit && a.Product < b.Product);

    private void RequireKnown(in CustomerPurchases customer)
    {
        if (Features.Facts is { } facts && customer.Facts.Length != facts.Count && !customer.Facts.IsEmpty)
        {
            throw new ArgumentException($"{customer.Facts.Length} facts are told of the customer, and the ranking learned from {facts.Count}.", nameof(customer));
        }

        ReadOnlySpan<int> products = customer.Products;
        if (products.Length > 0 && ((uint)products[0] >= (uint)ProductCount || (uint)products[^1] >= (uint)ProductCount))
        {
            throw new ArgumentException($"The customer has products {products[0]} to {products[^1]}, and the ranking knows {ProductCount}, from 0.", nameof(customer));
        }
    }

    private void RequireProduct(int product)
    {
        if ((uint)product >= (uint)ProductCount)
        {
            throw new ArgumentOutOfRangeException(nameof(product), product, $"The ranking knows {ProductCount} products, from 0.");
        }
    }

    private static void RequireKnown(HybridFeatures features, HybridModel model, Func<int, bool> isPartKnown, string name)
    {
        for (int feature = 0; feature < features.Count; feature++)
        {
            bool isColumn = feature >= features.FirstColumnFeature && feature < features.FirstColumnFeature + features.Columns.Count;
            bool isKnown = isColumn || (feature < features.FirstColumnFeature && isPartKnown(feature / 2));
            if ((!isKnown && model.Terms[feature].Weight != 0) || model.Trees is not null)
            {
                throw new ArgumentException($"The model for customers without purchases weighs '{features.Names[feature]}', which nobody knows of them.", name);
            }
        }
    }

    private static void Require(HybridFeatures features, HybridModel model, string name)
    {
        ArgumentNullException.ThrowIfNull(model, name);
        if (model.Terms.Count != features.Count || !double.IsFinite(model.Intercept) || model.Trees?.GreatestFeature >= features.Count
            || model.Terms.Any(term => !double.IsFinite(term.Mean) || !(term.Deviation > 0) || !double.IsFinite(term.Deviation) || !double.IsFinite(term.Weight)))
        {
            throw new ArgumentException($"There are {features.Count} features and {model.Terms.Count} terms; each feature needs one, with a finite mean and weight and a deviation above 0.", name);
        }
    }
}
