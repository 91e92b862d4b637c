namespace CrossSell;

/// <summary>What another policy would have brought a decision.</summary>
/// <param name="Reward">The mean reward a decision, with its interval.</param>
/// <param name="EffectiveSampleSize">So many decisions made by the other policy itself would tell as much: (sum of weights)² / sum of squared weights (Kish 1965). Below some hundreds trust nothing.</param>
/// <param name="Decisions">How many decisions were logged.</param>
/// <param name="GreatestWeight">The greatest weight of one decision: how much hangs on it.</param>
public sealed record OffPolicyEstimate(Interval Reward, double EffectiveSampleSize, int Decisions, double GreatestWeight);
