namespace CrossSell;

/// <summary>What one rule suppresses.</summary>
/// <param name="Code">The code of its vetoes, such as <c>CAP</c>, <c>QUIET</c> or <c>CNS.NO_OPTIN</c>.</param>
/// <param name="RuleId">The rule; null for what no rule of the user's says.</param>
/// <param name="Suppressed">How many contacts it spoke against.</param>
/// <param name="Value">What those are worth: the value at stake.</param>
/// <param name="Alone">How many of them nothing else spoke against.</param>
/// <param name="ValueAlone">What those are worth.</param>
public sealed record RuleImpact(string Code, string? RuleId, long Suppressed, double Value, long Alone, double ValueAlone);
