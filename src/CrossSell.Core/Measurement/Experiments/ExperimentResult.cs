namespace CrossSell;

/// <summary>What one of the standing policies would have brought, beside the order by expected value.</summary>
/// <param name="Experiment">The policy.</param>
/// <param name="Reward">What it would have brought a decision; null when it offers nothing of what was offered, so that the log says nothing of it.</param>
/// <param name="Advantage">What the order by expected value brings more a decision, with its interval; null with <paramref name="Reward"/>.</param>
public sealed record ExperimentResult(PolicyExperiment Experiment, OffPolicyEstimate? Reward, Interval? Advantage);
