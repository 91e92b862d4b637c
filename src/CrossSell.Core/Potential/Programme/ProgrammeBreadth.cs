namespace CrossSell;

/// <summary>How much of the programme a seller sells.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Group">The seller's name.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Products">How many products any of them has.</param>
/// <param name="Offered">How many products were ever offered to any of them; null when nobody knows.</param>
/// <param name="EffectiveProducts">
/// As how many products of equal weight the holdings count: 1 / sum of squared shares (Simpson 1949). From 1 to the number of products; NaN without holdings.
/// </param>
/// <param name="TopShare">The share of the three most frequent products in all holdings, from 0 to 1; NaN without holdings.</param>
public sealed record ProgrammeBreadth(string Group, int Customers, int Products, int? Offered, double EffectiveProducts, double TopShare);
