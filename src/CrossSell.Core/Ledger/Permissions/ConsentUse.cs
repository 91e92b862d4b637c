namespace CrossSell.Ledger;

/// <summary>That a consent was relied on for one contact; written in the same transaction in which the contact is dispatched.</summary>
/// <param name="Customer">Whose consent.</param>
/// <param name="ConsentId">The <see cref="Consent.Id"/> relied on.</param>
/// <param name="ContactId">The contact that relied on it.</param>
/// <param name="At">When dispatch began.</param>
public sealed record ConsentUse(CustomerId Customer, string ConsentId, Guid ContactId, DateTimeOffset At);
