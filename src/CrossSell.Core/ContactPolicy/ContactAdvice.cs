using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What a policy advises about a contact that it may not admit as it is. Nothing is reserved by it.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="At">When; null when the contact is suppressed.</param>
/// <param name="Admission">The verdict on the contact as it was asked for.</param>
public sealed record ContactAdvice(ContactAdviceKind Kind, string Channel, DateTimeOffset? At, Admission Admission);
