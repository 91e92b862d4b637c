namespace CrossSell;

/// <summary>One way of scoring all products for a customer from what he has bought: popularity, neighbours of what he owns, factors and so on.</summary>
/// <remarks>
/// Implementations are sealed, immutable and thread-safe, hold products and no customers, and are pure functions. Scores of different ways are not on one scale;
/// a ranking learns what each is worth (see <c>CrossSell.ML</c>).
/// </remarks>
public interface IProductScorer
{
    /// <summary>The name under which tables, reasons and weights show it, such as <c>ease</c>.</summary>
    public string Name { get; }

    /// <summary>The number of products, in the order of the matrix it was learned from.</summary>
    public int ProductCount { get; }

    /// <summary>Writes a score for every product, owned ones included; greater is better. Always finite, for customers without purchases too.</summary>
    /// <param name="customer">What the customer has bought, in places of the products learned from.</param>
    /// <param name="scores">One place a product.</param>
    /// <exception cref="ArgumentException"><paramref name="scores"/> has another length than <see cref="ProductCount"/>, or the customer has a product that was not learned from.</exception>
    public void Score(in CustomerPurchases customer, Span<float> scores);

    /// <summary>What a product's score is made of. The amounts sum, to 1e-9 of their absolute sum, to the score before it was rounded to <see cref="float"/>.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="product">The product's place.</param>
    /// <param name="contributions">Where they are added, in no particular order; amounts of 0 may be left out.</param>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions);
}
