namespace CrossSell;

/// <summary>Category affinity: how much of what a customer buys is of a product's category, times how popular the product is within it.</summary>
/// <remarks>
/// Score of product j of category c = (n(c) + s g(c)) / (n + s) · buyers(j) / buyers(c), where n counts the customer's products with a category, n(c) those of c, g(c) is the
/// category's share of all pairs, and s how many products of an average customer a customer is taken to have beside his own: the mean of a Dirichlet posterior.
/// So without purchases the score is the product's share of all pairs. A product without a category gets 0. Immutable and thread-safe; O(products).
/// </remarks>
public sealed class CategoryScorer : IProductScorer
{
    private readonly int[] _categoryOf;
    private readonly float[] _withinCategory;
    private readonly double[] _shares;

    /// <summary>A scorer of these numbers.</summary>
    /// <param name="categoryOf">For each product its category's place, -1 without one.</param>
    /// <param name="withinCategory">For each product its share of its category's pairs; 0 without one.</param>
    /// <param name="shares">For each category its share of all pairs.</param>
    /// <param name="strength">How many products of an average customer each customer is taken to have beside his own, above 0.</param>
    /// <exception cref="ArgumentException">The numbers are not about the same products, or a number is out of range.</exception>
    public CategoryScorer(int[] categoryOf, float[] withinCategory, double[] shares, double strength)
    {
        ArgumentNullException.ThrowIfNull(categoryOf);
        ArgumentNullException.ThrowIfNull(withinCategory);
        ArgumentNullException.ThrowIfNull(shares);
        if (withinCategory.Length != categoryOf.Length || Array.Exists(categoryOf, category => category < -1 || category >= shares.Length))
        {
            throw new ArgumentException($"{categoryOf.Length} products are of {shares.Length} categories and have {withinCategory.Length} shares; each product needs a category of these, or -1, and a share.", nameof(categoryOf));
        }

        if (Array.Exists(withinCategory, share => !(share >= 0 && share <= 1)) || Array.Exists(shares, share => !(share >= 0 && share <= 1)) || !(strength > 0) || !double.IsFinite(strength))
        {
            throw new ArgumentException(FormattableString.Invariant($"Shares are from 0 to 1, and the strength, {strength}, is finite and above 0."), nameof(shares));
        }

        _categoryOf = categoryOf;
        _withinCategory = withinCategory;
        _shares = shares;
        Strength = strength;
    }

    /// <inheritdoc/>
    public string Name => "category";

    /// <inheritdoc/>
    public int ProductCount => _categoryOf.Length;

    /// <summary>For each product its category's place, -1 without one.</summary>
    public ReadOnlyMemory<int> Categories => _categoryOf;

    /// <summary>For each product its share of its category's pairs.</summary>
    public ReadOnlyMemory<float> WithinCategory => _withinCategory;

    /// <summary>For each category its share of all pairs.</summary>
    public ReadOnlyMemory<double> Shares => _shares;

    /// <summary>How many products of an average customer each customer is taken to have beside his own.</summary>
    public double Strength { get; }

    /// <inheritdoc/>
    public void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        ScoreVector.RequireKnown(customer, this);
        const int OnStack = 128;
        Span<double> affinity = _shares.Length <= OnStack ? stackalloc double[_shares.Length] : ScoreScratch.For(ProductCount).Logits(_shares.Length);
        int all = 0;
        affinity.Clear();
        foreach (int product in customer.Products)
        {
            if (_categoryOf[product] >= 0)
            {
                affinity[_categoryOf[product]]++;
                all++;
            }
        }

        for (int category = 0; category < affinity.Length; category++)
        {
            affinity[category] = (affinity[category] + (Strength * _shares[category])) / (all + Strength);
        }

        for (int product = 0; product < scores.Length; product++)
        {
            scores[product] = _categoryOf[product] < 0 ? 0 : (float)(affinity[_categoryOf[product]] * _withinCategory[product]);
        }
    }

    /// <inheritdoc/>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        ScoreVector.RequireKnown(customer, this);
        int category = _categoryOf[product];
        if (category < 0)
        {
            return;
        }

        int all = 0;
        foreach (int owned in customer.Products)
        {
            all += _categoryOf[owned] >= 0 ? 1 : 0;
        }

        double each = _withinCategory[product] / (all + Strength);
        contributions.Add(new ScoreContribution(ScoreCause.Popularity, -1, Strength * _shares[category] * each));
        foreach (int owned in customer.Products)
        {
            if (_categoryOf[owned] == category)
            {
                contributions.Add(new ScoreContribution(ScoreCause.OwnedProduct, owned, each));
            }
        }
    }
}
