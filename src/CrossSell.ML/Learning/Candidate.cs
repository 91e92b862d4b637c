namespace CrossSell.ML.Learning;

/// <summary>A setting that was tried.</summary>
/// <param name="Strengths">How strongly the parts are held.</param>
/// <param name="Crosses">The crosses, the strongest first; empty for none.</param>
/// <param name="Logits">Of each held-out row when it was held out, NaN for the others.</param>
/// <param name="Loss">The mean log loss there.</param>
/// <param name="Parameters">For each part held out what was learned from the others.</param>
internal sealed record Candidate(Strengths Strengths, (int A, int B)[] Crosses, double[] Logits, double Loss, double[][] Parameters);
