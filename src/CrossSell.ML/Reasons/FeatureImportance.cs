namespace CrossSell.ML;

/// <summary>How far a column, or two together, moved the training customers.</summary>
/// <param name="Columns">One column, or the two of a cross.</param>
/// <param name="MeanAbsoluteContribution">In log odds, 0 or more: the mean over the training customers of the contribution's size.</param>
/// <param name="IsProtected">Whether a column is protected.</param>
public sealed record FeatureImportance(IReadOnlyList<string> Columns, double MeanAbsoluteContribution, bool IsProtected);
