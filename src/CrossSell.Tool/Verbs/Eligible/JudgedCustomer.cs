namespace CrossSell.Tool;

/// <summary>A customer's offers, and what was judged of the products; the latter only where it is explained.</summary>
internal sealed record JudgedCustomer(CustomerRecommendations Offers, IReadOnlyList<EligibilityVerdict> Verdicts);
