namespace CrossSell.MLNet;

/// <summary>How well one setting of <see cref="MLNetMatrixFactorizationTrainer"/> foretold purchases that were held out.</summary>
/// <param name="Alpha">What a pair that was not bought weighed.</param>
/// <param name="Lambda">How strongly factors were held small.</param>
/// <param name="Ndcg">The mean NDCG at 10 over the customers judged by; from 0 to 1.</param>
public sealed record MatrixFactorizationTrial(double Alpha, double Lambda, double Ndcg);
