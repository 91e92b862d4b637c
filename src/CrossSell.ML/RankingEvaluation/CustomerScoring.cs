namespace CrossSell.ML;

/// <summary>Writes a score for every product for one customer. Called by several threads at once.</summary>
/// <param name="customer">The customer's place in the matrix.</param>
/// <param name="scores">One place a product; what must not be recommended gets negative infinity.</param>
public delegate void CustomerScoring(int customer, Span<float> scores);
