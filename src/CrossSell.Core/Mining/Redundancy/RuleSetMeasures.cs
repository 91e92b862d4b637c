namespace CrossSell.Mining;

/// <summary>The measures of a rule that compare it with the simpler rules of its set.</summary>
/// <remarks>docs/measures.md says what each one answers. Thread-safe.</remarks>
public static class RuleSetMeasures
{
    /// <summary>Confidence less the best confidence of a simpler rule; the confidence itself when there is none.</summary>
    public static RuleSetMeasure Improvement { get; } = ImprovementOf(RuleMeasures.Confidence);

    /// <summary>How many times the best confidence of a simpler rule.</summary>
    public static RuleSetMeasure Boost { get; } = Ratio("boost", "Confidence boost", "Balcazar 2013", RuleMeasures.Confidence);

    /// <summary>How many times the best lift of a simpler rule.</summary>
    public static RuleSetMeasure LiftIncrease { get; } = IncreaseOf(RuleMeasures.Lift);

    /// <summary>All of them in the order of docs/measures.md.</summary>
    public static IReadOnlyList<RuleSetMeasure> All { get; } = Array.AsReadOnly([Improvement, Boost, LiftIncrease]);

    /// <summary>Looks a measure up.</summary>
    /// <param name="name">Its name, such as <c>boost</c>; upper and lower case are the same.</param>
    /// <returns>The measure, or null when there is none of this name.</returns>
    public static RuleSetMeasure? TryGet(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Improvement by another measure than confidence.</summary>
    /// <param name="compared">What is compared; where less is stronger, g - m counts instead of m - g.</param>
    /// <returns>The measure, named <c>improvement</c> as well.</returns>
    public static RuleSetMeasure ImprovementOf(RuleMeasure compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        double sign = compared.LowerIsStronger ? -1 : 1;
        return new RuleSetMeasure(
            "improvement",
            "Improvement",
            sign > 0 ? $"m - g, m = {compared}; m when there is no g" : $"g - m, m = {compared}; m when there is no g",
            compared == RuleMeasures.Confidence ? "[-1, 1]" : "[-Inf, Inf]",
            compared == RuleMeasures.Confidence ? "never for a mined rule" : $"{compared} is undefined, or m and g are the same infinity",
            "Bayardo, Agrawal, Gunopulos 2000",
            compared,
            (own, best) => best is null ? own : own == best ? Difference(own) : sign * (own - best.Value));
    }

    /// <summary>The generalised increase ratio: how many times a measure's strongest value among the simpler rules.</summary>
    /// <param name="compared">What is compared, such as <see cref="RuleMeasures.Lift"/>.</param>
    /// <returns>The measure, named <c>LIC</c>.</returns>
    public static RuleSetMeasure IncreaseOf(RuleMeasure compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        return Ratio("LIC", compared == RuleMeasures.Lift ? "Lift increase" : $"Increase of {compared}", "Lopez, Abellan, Montella, de Ona 2014", compared);
    }

    // Equal values differ by 0, equal infinities by nothing that has a value.
    private static double? Difference(double equal) => double.IsFinite(equal) ? 0.0 : null;

    private static RuleSetMeasure Ratio(string name, string title, string source, RuleMeasure compared) => new(
        name,
        title,
        $"m/g, m = {compared}",
        compared == RuleMeasures.Confidence || compared == RuleMeasures.Lift ? "[0, Inf]" : "[-Inf, Inf]",
        "there is no g, or m = g = 0; Inf when only g = 0",
        source,
        compared,
        static (own, best) => best is { } g && !(double.IsInfinity(own) && double.IsInfinity(g)) ? Mining.Ratio.Of(own, g) : null);
}
