namespace CrossSell.Testing.Insurance;

/// <summary>How a product follows from others: the planted rule without what is derived from it.</summary>
internal sealed record InsuranceLink(string[] Antecedents, double Confidence, double Base, double SameDayShare, int MaxDelayDays);
