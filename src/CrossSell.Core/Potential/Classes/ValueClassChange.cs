namespace CrossSell;

/// <summary>That a customer's class changed, or that he got his first one.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="At">When.</param>
/// <param name="From">The effective class before; null for the first.</param>
/// <param name="To">The effective class since.</param>
/// <param name="Reason">Why, as a short sentence: a judgement of value, or what the ledger noted.</param>
public sealed record ValueClassChange(DateTimeOffset At, ValueClass? From, ValueClass To, string Reason);
