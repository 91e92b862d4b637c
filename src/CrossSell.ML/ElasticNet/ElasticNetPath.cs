namespace CrossSell.ML;

/// <summary>The coefficients at each strength, from the strongest hold to the weakest.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ElasticNetPath
{
    internal ElasticNetPath(IReadOnlyList<string> names, IReadOnlyList<ElasticNetPoint> points, double nullDeviance)
    {
        Names = names;
        Points = points;
        NullDeviance = nullDeviance;
    }

    /// <summary>The columns' names, in the order of <see cref="ElasticNetPoint.Coefficients"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>One for each strength, descending.</summary>
    public IReadOnlyList<ElasticNetPoint> Points { get; }

    /// <summary>-2 times the log likelihood of the base rate alone.</summary>
    public double NullDeviance { get; }
}
