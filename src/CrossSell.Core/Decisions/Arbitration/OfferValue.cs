namespace CrossSell;

/// <summary>What an offer is worth to us, term by term: probability times context times value times lever, less the cost of the contact.</summary>
/// <remarks>Immutable. The terms are logged, so that every order can be explained and judged later.</remarks>
public sealed record OfferValue
{
    /// <summary>P(the customer takes it), from 0 to 1.</summary>
    public required double Propensity { get; init; }

    /// <summary>What one sale is worth, such as its margin; finite.</summary>
    public required double Value { get; init; }

    /// <summary>How much better it suits the occasion than the probability knows; 0 or more, 1 for no better.</summary>
    public double Context { get; init; } = 1;

    /// <summary>What the business wants to push or hold back; 0 or more, 1 for neither.</summary>
    public double Lever { get; init; } = 1;

    /// <summary>What the contact costs; 0 or more.</summary>
    public double Cost { get; init; }

    /// <summary>The expected value: Propensity · Context · Value · Lever - Cost.</summary>
    public double Expected => (Propensity * Context * Value * Lever) - Cost;
}
