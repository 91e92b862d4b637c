namespace CrossSell.MLNet.Propensity;

/// <summary>What models said of rows that they had not learned from.</summary>
/// <param name="L2">The strength that they were held with.</param>
/// <param name="Logits">One a row, NaN where no part held it out.</param>
/// <param name="Loss">The weighted mean log loss, in nats.</param>
/// <param name="IsLinear">Whether all of them were linear in the features.</param>
internal sealed record HeldOutFit(double L2, double[] Logits, double Loss, bool IsLinear);
