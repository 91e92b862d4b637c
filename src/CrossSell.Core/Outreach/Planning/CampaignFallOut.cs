namespace CrossSell;

/// <summary>A customer whom a campaign does not contact, whatever else is planned, and why.</summary>
/// <param name="Customer">Who.</param>
/// <param name="Codes">Every reason that stood in the way of some product, channel or slot, in ordinal order; see <see cref="ReasonCodes"/>.</param>
/// <param name="EligibleAgainAt">A lower bound of the first instant without the reasons of his best contact; null when there is none, or it is not known.</param>
public sealed record CampaignFallOut(CustomerId Customer, IReadOnlyList<string> Codes, DateTimeOffset? EligibleAgainAt);
