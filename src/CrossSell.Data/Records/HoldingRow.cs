namespace CrossSell;

/// <summary>One row of a file of holdings: who has what.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who.</param>
/// <param name="Holding">What, since when, until when and from whom.</param>
public sealed record HoldingRow(CustomerId Customer, Ownership Holding);
