namespace CrossSell.ML;

/// <summary>One parameter of a model of buying or spending with what is known about its accuracy.</summary>
/// <remarks>
/// From the observed information at the maximum of the likelihood. The interval is built on the scale of the logarithm, for all these parameters are above 0:
/// estimate · exp(± quantile · standard error / estimate).
/// </remarks>
/// <param name="Name">The parameter's letter in the literature.</param>
/// <param name="Estimate">Above 0.</param>
/// <param name="StandardError">Above 0; null when the data do not tell the parameter: the likelihood rises towards a bound, or the error would be more than three times the estimate.</param>
/// <param name="Lower">Lower end of the interval; null with the standard error.</param>
/// <param name="Upper">Upper end of the interval; null with the standard error.</param>
public sealed record ParameterEstimate(string Name, double Estimate, double? StandardError, double? Lower, double? Upper);
