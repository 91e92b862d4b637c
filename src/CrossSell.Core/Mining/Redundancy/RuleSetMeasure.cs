namespace CrossSell.Mining;

/// <summary>One measure of a rule that depends on the other rules of its set: on what simpler rules with the same consequent reach.</summary>
/// <remarks>
/// In formulas m is the rule's own value, g the strongest value of a rule of the set with the same consequent and a proper subset as antecedent. The measures stand in <see cref="RuleSetMeasures"/>; docs/measures.md explains each.
/// Immutable and thread-safe.
/// </remarks>
public sealed class RuleSetMeasure : Measure
{
    private readonly RuleMeasure _compared;
    private readonly Func<double, double?, double?> _compare;

    internal RuleSetMeasure(
        string name, string title, string formula, string range, string undefinedWhen, string source, RuleMeasure compared, Func<double, double?, double?> compare)
        : base(name, title, formula, range, undefinedWhen, source)
    {
        _compared = compared;
        _compare = compare;
    }

    /// <summary>The measure of every rule of a set.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <returns>One entry a rule, by its place in the set; null where undefined, never NaN.</returns>
    /// <remarks>Near linear in the rules: see <see cref="RuleRedundancy"/>.</remarks>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public double?[] Evaluate(RuleSet rules, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        double?[] result = Generalisations.StrongestOf(rules, _compared, cancellation);
        for (int place = 0; place < result.Length; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            result[place] = _compared.Evaluate(rules.CountsOf(place)) is { } own ? _compare(own, result[place]) : null;
        }

        return result;
    }
}
