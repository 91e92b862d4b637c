namespace CrossSell.ML.Trees;

/// <summary>A setting that was tried.</summary>
/// <param name="Settings">How trees were grown.</param>
/// <param name="Trees">After how many the rows held out were predicted best.</param>
/// <param name="Logits">Of each held-out row at that time, NaN for the others.</param>
/// <param name="Loss">The mean log loss there.</param>
internal sealed record TreeCandidate(TreeSettings Settings, int Trees, double[] Logits, double Loss);
