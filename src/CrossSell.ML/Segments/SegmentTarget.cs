namespace CrossSell.ML;

/// <summary>A figure in which segments should differ: a propensity, the coverage, a value.</summary>
/// <remarks>Immutable and thread-safe as far as its list is.</remarks>
/// <param name="Name">What it is, such as "propensity: Motor".</param>
/// <param name="Values">For each customer the figure; finite.</param>
public sealed record SegmentTarget(string Name, IReadOnlyList<double> Values)
{
    /// <summary>For each category of a white space the propensity for closing the gap; 0 for customers without one there.</summary>
    /// <param name="space">The white space. Without an estimate every gap counts 1.</param>
    public static IReadOnlyList<SegmentTarget> PropensitiesOf(WhiteSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        double[][] values = [.. space.Categories.Select(_ => new double[space.Customers.Count])];
        for (int c = 0; c < space.Customers.Count; c++)
        {
            foreach (Gap gap in space.GapsOf(c))
            {
                values[gap.Category][c] = gap.Estimate.Propensity;
            }
        }

        return [.. space.Categories.Select((name, k) => new SegmentTarget($"propensity: {name}", values[k]))];
    }
}
