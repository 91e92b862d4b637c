namespace CrossSell;

/// <summary>What the gaps of a product, a segment or everybody may bring.</summary>
/// <param name="Name">The product's id or the segment; empty for everybody, and for customers without a segment.</param>
/// <param name="Gaps">How many gaps.</param>
/// <param name="Purchases">How many purchases are expected of them, before any share is taken off.</param>
/// <param name="Margin">What they bring, with its interval; of what offering adds where that was measured.</param>
public sealed record ProjectionRow(string Name, long Gaps, double Purchases, Interval Margin);
