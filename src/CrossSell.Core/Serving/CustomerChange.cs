namespace CrossSell;

/// <summary>One thing that happened after a history was made: a purchase, the end of a holding, or an answer. Exactly one of the three is there.</summary>
/// <param name="Number">Its place among all changes, from 1.</param>
/// <param name="Purchase">What was bought.</param>
/// <param name="Ended">What is no longer held.</param>
/// <param name="Answered">What was answered to; null too for a contact about nothing in particular.</param>
/// <param name="Contact">The contact of the answer.</param>
/// <param name="At">When.</param>
internal sealed record CustomerChange(long Number, Purchase? Purchase, ProductId? Ended, ProductId? Answered, CustomerContact? Contact, DateTime? At);
