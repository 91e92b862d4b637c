namespace CrossSell;

/// <summary>Gives every customer the same scores: a number for each product, such as how many have bought it, in all or of late.</summary>
/// <remarks>Immutable and thread-safe. 4 bytes a product; O(products) to score.</remarks>
public sealed class ProductVectorScorer : IProductScorer
{
    private readonly float[] _scores;

    /// <summary>A scorer of these numbers.</summary>
    /// <param name="name">The name under which tables and reasons show it.</param>
    /// <param name="cause">What the numbers rest on: <see cref="ScoreCause.Popularity"/> or <see cref="ScoreCause.Trend"/>, or <see cref="ScoreCause.Base"/>.</param>
    /// <param name="scores">A number for each product; kept, not copied.</param>
    /// <exception cref="ArgumentException">The name is blank, the cause is the customer's own, or a number is not finite.</exception>
    public ProductVectorScorer(string name, ScoreCause cause, float[] scores)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(scores);
        if (cause is not (ScoreCause.Base or ScoreCause.Popularity or ScoreCause.Trend))
        {
            throw new ArgumentException($"Numbers that are the same for everybody rest on Base, Popularity or Trend, not on {cause}.", nameof(cause));
        }

        int bad = scores.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException($"The number of product {bad} of '{name}' is {scores[bad]}; numbers must be finite.", nameof(scores));
        }

        Name = name;
        Cause = cause;
        _scores = scores;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What the numbers rest on.</summary>
    public ScoreCause Cause { get; }

    /// <inheritdoc/>
    public int ProductCount => _scores.Length;

    /// <summary>The number of each product.</summary>
    public ReadOnlyMemory<float> Scores => _scores;

    /// <inheritdoc/>
    public void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        _scores.CopyTo(scores);
    }

    /// <inheritdoc/>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        contributions.Add(new ScoreContribution(Cause, -1, _scores[product]));
    }
}
