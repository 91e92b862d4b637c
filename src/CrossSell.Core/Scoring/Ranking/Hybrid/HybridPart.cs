namespace CrossSell;

/// <summary>One way of scoring that takes part in a hybrid, and on which scale its scores are.</summary>
/// <param name="Scorer">The way of scoring.</param>
/// <param name="Scale">A typical score above 0; scores are divided by it before their logarithm is taken.</param>
public sealed record HybridPart(IProductScorer Scorer, double Scale);
