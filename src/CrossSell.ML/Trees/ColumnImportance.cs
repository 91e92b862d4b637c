namespace CrossSell.ML;

/// <summary>How much a column matters to a model as a whole.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="GainShare">Its share of what all questions of all trees won in log likelihood, 0 to 1. Says how much was learned from it, not which way it works.</param>
/// <param name="Questions">How many questions ask about it.</param>
public sealed record ColumnImportance(string Column, double GainShare, int Questions);
