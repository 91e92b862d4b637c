using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact of a plan.</summary>
/// <param name="Wish">What was wished.</param>
/// <param name="Request">What to ask the ledger for: planned, with channel and instant.</param>
/// <param name="Week">The week of the plan, from 0.</param>
/// <param name="AnswerChance">The probability that the customer answers by this channel at this time.</param>
/// <param name="Worth">That times the wish's value, less the channel's cost.</param>
public sealed record ScheduledContact(ContactWish Wish, ContactRequest Request, int Week, double AnswerChance, double Worth);
