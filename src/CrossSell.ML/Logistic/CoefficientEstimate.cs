namespace CrossSell.ML;

/// <summary>One coefficient of a <see cref="LogisticFit"/> with what is known about its accuracy.</summary>
/// <remarks>
/// Statistics are Wald's, from the inverse of the (penalised) Fisher information: z = estimate / standard error, interval = estimate ± quantile · standard error.
/// With a ridge they describe the spread of the estimate, not its bias towards 0.
/// </remarks>
/// <param name="Name">The column's name, or <c>(Intercept)</c>.</param>
/// <param name="Estimate">The change of the log odds for one unit of the column; null for a column that was left out because earlier ones determine it.</param>
/// <param name="StandardError">Above 0; null with the estimate.</param>
/// <param name="Z">Estimate over standard error; null with the estimate.</param>
/// <param name="PValue">P(|Z| >= |z|) under a coefficient of 0, from 0 to 1; null with the estimate.</param>
/// <param name="Lower">Lower end of the interval; null with the estimate.</param>
/// <param name="Upper">Upper end of the interval; null with the estimate.</param>
public sealed record CoefficientEstimate(string Name, double? Estimate, double? StandardError, double? Z, double? PValue, double? Lower, double? Upper)
{
    /// <summary>exp(estimate): by what the odds are multiplied for one unit of the column; null with the estimate.</summary>
    public double? OddsRatio => Exp(Estimate);

    /// <summary>Lower end of the odds ratio's interval; null with the estimate.</summary>
    public double? OddsRatioLower => Exp(Lower);

    /// <summary>Upper end of the odds ratio's interval; null with the estimate.</summary>
    public double? OddsRatioUpper => Exp(Upper);

    private static double? Exp(double? value) => value is double known ? Math.Exp(known) : null;
}
