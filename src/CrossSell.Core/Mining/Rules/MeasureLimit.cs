namespace CrossSell.Mining;

/// <summary>What a measure of a rule must be. Made by <see cref="RuleOptions.Require"/>; immutable.</summary>
/// <param name="Measure">The measure; a rule for which it is undefined does not meet the limit.</param>
/// <param name="AtLeast">The smallest value allowed; null for any.</param>
/// <param name="AtMost">The largest value allowed; null for any.</param>
public sealed record MeasureLimit(RuleMeasure Measure, double? AtLeast, double? AtMost)
{
    /// <summary>Whether a rule with these counts meets the limit.</summary>
    /// <param name="counts">The counts.</param>
    public bool IsMetBy(RuleCounts counts) => Measure.Evaluate(counts) is double value && !(value < AtLeast) && !(value > AtMost);
}
