namespace CrossSell.ML;

/// <summary>An offer that could be made, with the model that says how probable a sale is.</summary>
/// <remarks>Immutable and thread-safe as far as the model is.</remarks>
/// <param name="Model">How probable it is that a customer takes it. A model that copes with unknown values.</param>
/// <param name="Margin">What a sale earns, in the catalogue's currency; finite.</param>
/// <param name="Cost">What the offer costs; finite, 0 or more. Default: 0.</param>
/// <param name="MayBeOffered">Whether it may be made to a customer, by the row of the table; null for everybody.</param>
public sealed record AttributeOffer(IPropensityModel Model, double Margin, double Cost = 0, Predicate<int>? MayBeOffered = null);
