namespace CrossSell;

/// <summary>What one thing known about a customer adds to the log odds of an offer, against the mean of the training customers.</summary>
/// <param name="Name">The column, or <c>rules</c> for what the rules say.</param>
/// <param name="Value">The customer's value as text; null where it is not known.</param>
/// <param name="Contribution">In log odds; above 0 speaks for the purchase.</param>
/// <param name="IsProtected">Whether the column is protected: such a contribution may be audited, but never be named as a reason.</param>
public sealed record OfferContribution(string Name, string? Value, double Contribution, bool IsProtected);
