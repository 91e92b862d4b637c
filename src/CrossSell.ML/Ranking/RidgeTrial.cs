namespace CrossSell.ML;

/// <summary>How well one strength of a ridge foretold purchases that were held out.</summary>
/// <param name="Lambda">The strength.</param>
/// <param name="Ndcg">The mean NDCG at 10 of the customers judged by, on the most bought products; from 0 to 1.</param>
public sealed record RidgeTrial(double Lambda, double Ndcg);
