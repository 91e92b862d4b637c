namespace CrossSell.ML.Segments;

/// <summary>A question: which codes of a field say yes, and by how much the squares fall.</summary>
/// <param name="Field">The field's place.</param>
/// <param name="Yes">For each code the answer.</param>
/// <param name="Gain">The sum of squares around the means before less after.</param>
internal sealed record SegmentSplit(int Field, bool[] Yes, double Gain);
