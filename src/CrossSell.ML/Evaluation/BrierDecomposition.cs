namespace CrossSell.ML;

/// <summary>The Brier score in Murphy's parts: score = Reliability - Resolution + Uncertainty + WithinBins (Murphy 1973; the last part after Stephenson et al. 2008, because bins are not points).</summary>
/// <param name="Reliability">How far the bins' rates are from what was predicted; 0 is best.</param>
/// <param name="Resolution">How far the bins' rates are from the base rate; the more the better, at most <paramref name="Uncertainty"/>.</param>
/// <param name="Uncertainty">Base rate · (1 - base rate): what nobody can change.</param>
/// <param name="WithinBins">What the spread of probabilities inside the bins adds or takes away.</param>
public sealed record BrierDecomposition(double Reliability, double Resolution, double Uncertainty, double WithinBins);
