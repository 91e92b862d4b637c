namespace CrossSell.ML;

/// <summary>What one column, or two together, add to a customer's logit against the mean of the training customers.</summary>
/// <param name="Columns">One column, or the two of a cross.</param>
/// <param name="Values">The customer's values as text, null where missing; in the order of the columns.</param>
/// <param name="Contribution">In log odds; above 0 speaks for the purchase.</param>
/// <param name="IsProtected">Whether a column is protected in the customer's table: such a contribution may be audited, but never be named as a reason.</param>
public sealed record FeatureContribution(IReadOnlyList<string> Columns, IReadOnlyList<string?> Values, double Contribution, bool IsProtected);
