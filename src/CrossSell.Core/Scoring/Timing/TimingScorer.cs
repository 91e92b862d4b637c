namespace CrossSell;

/// <summary>Scores every product by the probability that the customer buys it within a horizon from the instant of looking, by the time since what he bought: see <see cref="ProductTiming"/>.</summary>
/// <remarks>A product that he has counts for its next purchase. Immutable and thread-safe; allocates nothing. 12 bytes a product; O(products + triggers · bands).</remarks>
public sealed class TimingScorer : IProductScorer
{
    private readonly TimeSpan _horizon;
    private readonly float[] _first;
    private readonly float[] _repeat;
    private readonly int[] _triggered;

    /// <summary>A scorer of this model.</summary>
    /// <param name="timing">When products are bought.</param>
    /// <param name="horizon">How far ahead, more than 0, at most <see cref="ProductTiming.LongestHorizon"/> days.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timing"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public TimingScorer(ProductTiming timing, TimeSpan horizon)
    {
        ArgumentNullException.ThrowIfNull(timing);
        if (horizon <= TimeSpan.Zero || horizon > TimeSpan.FromDays(ProductTiming.LongestHorizon))
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, $"horizon is {horizon}; it must be more than 0 and at most {ProductTiming.LongestHorizon} days.");
        }

        Timing = timing;
        _horizon = horizon;
        _first = [.. timing.FirstHazards.Select(hazard => (float)ProductTiming.UsualProbability(hazard, horizon))];
        _repeat = [.. timing.RepeatHazards.Select(hazard => (float)ProductTiming.UsualProbability(hazard, horizon))];
        _triggered = [.. Enumerable.Range(0, timing.ProductCount).Where(product => timing.TriggersOf(product).Length > 0)];
    }

    /// <inheritdoc/>
    public string Name => "timing";

    /// <inheritdoc/>
    public int ProductCount => Timing.ProductCount;

    /// <summary>When products are bought.</summary>
    public ProductTiming Timing { get; }

    /// <summary>How far ahead is looked.</summary>
    public TimeSpan Horizon => _horizon;

    /// <inheritdoc/>
    public void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        ScoreVector.RequireKnown(customer, this);
        _first.CopyTo(scores);
        foreach (int product in customer.Products)
        {
            scores[product] = _repeat[product];
        }

        var now = new DateTime(customer.AsOf);
        foreach (int product in _triggered)
        {
            scores[product] = (float)Timing.Probability(customer, product, now, _horizon);
        }
    }

    /// <inheritdoc/>
    /// <remarks>What the product has while no clock leads is its base; what the trigger that gives most changes is that owned product's.</remarks>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        var now = new DateTime(customer.AsOf);
        double probability = Timing.Probability(customer, product, now, _horizon);
        double usual = Timing.UsualProbability(customer, product, _horizon);
        int cause = Timing.LeadingCause(customer, product, now, _horizon);
        contributions.Add(new ScoreContribution(ScoreCause.Base, -1, cause < 0 ? probability : usual));
        if (cause >= 0)
        {
            contributions.Add(new ScoreContribution(ScoreCause.OwnedProduct, cause, probability - usual));
        }
    }
}
