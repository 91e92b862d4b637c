namespace CrossSell.ML.Learning;

/// <summary>A part of the customers, and what a model says of all of them that was learned without it.</summary>
/// <param name="Split">The part, and the others.</param>
/// <param name="Chances">For each customer, those of the part and the others, the probability.</param>
internal sealed record HeldOutPart(Split Split, double[] Chances);
