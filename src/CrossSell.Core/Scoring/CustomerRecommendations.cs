namespace CrossSell;

/// <summary>The offers for one customer of a batch.</summary>
/// <param name="Customer">Who.</param>
/// <param name="Offers">The offers, best first; fewer than asked for when no more products qualify.</param>
public sealed record CustomerRecommendations(CustomerId Customer, IReadOnlyList<Recommendation> Offers);
