namespace CrossSell.ML.Learning;

/// <summary>One part of a validation: what is learned from, and what it is tried on.</summary>
/// <param name="Train">Rows to learn from, ascending.</param>
/// <param name="Test">Rows to be tried on, ascending; no row is in two tests.</param>
internal sealed record Split(int[] Train, int[] Test);
