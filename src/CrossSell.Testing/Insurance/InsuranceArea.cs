namespace CrossSell.Testing.Insurance;

/// <summary>What a region does to the planted probabilities: regions of one area are alike.</summary>
internal enum InsuranceArea
{
    West,
    East,
    City,
}
