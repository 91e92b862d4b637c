namespace CrossSell.ML;

/// <summary>The coefficients at one strength of an <see cref="ElasticNetPath"/>.</summary>
/// <param name="Lambda">The strength.</param>
/// <param name="Intercept">For the columns as they were given, not standardised.</param>
/// <param name="Coefficients">One a column, for the columns as they were given; exactly 0 where the column is left out.</param>
/// <param name="DevianceRatio">The share of the null deviance that is explained, 0 to 1.</param>
public sealed record ElasticNetPoint(double Lambda, double Intercept, IReadOnlyList<double> Coefficients, double DevianceRatio)
{
    /// <summary>How many columns take part.</summary>
    public int NonZero => Coefficients.Count(coefficient => coefficient != 0);
}
