namespace CrossSell;

/// <summary>An offer that is made, and its place.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Candidate">The offer.</param>
/// <param name="FirstPlaceProbability">The probability with which this product was to have the first place, whether it has it or not.</param>
public sealed record ArbitratedOffer(int Rank, OfferCandidate Candidate, double FirstPlaceProbability);
