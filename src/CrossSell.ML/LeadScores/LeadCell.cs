namespace CrossSell.ML;

/// <summary>A cell of a <see cref="LeadGrid"/>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Points">The points, 0 or more.</param>
/// <param name="Customers">How many customers of the training it holds, by weight.</param>
/// <param name="BuyerShare">The share of buyers among them, from 0 to 1; NaN without customers.</param>
public sealed record LeadCell(int Points, double Customers, double BuyerShare);
