namespace CrossSell;

/// <summary>What it is worth to relax one limit, everything else as it is: the whole log replayed, for a contact that is admitted takes the place of a later one.</summary>
/// <param name="RuleId">The limit.</param>
/// <param name="IsRemoved">Whether the limit is taken away; else one more is allowed, for each class.</param>
/// <param name="Admitted">How many more contacts are admitted; below 0 where earlier ones keep more of the later ones away by other rules.</param>
/// <param name="Value">What they are worth on balance.</param>
public sealed record RuleRelaxation(string RuleId, bool IsRemoved, long Admitted, double Value);
