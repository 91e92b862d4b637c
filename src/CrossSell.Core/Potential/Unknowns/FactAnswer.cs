namespace CrossSell;

/// <summary>One of the answers that a question may get, and what offers would bring then.</summary>
/// <remarks>Immutable and thread-safe as far as its list is.</remarks>
/// <param name="Text">The answer, such as "yes".</param>
/// <param name="Probability">How probable it is before asking, from 0 to 1; over all answers of a question 1.</param>
/// <param name="Values">For each offer that could be made its expected margin less its cost if this is the answer; the same offers in the same order for every answer.</param>
public sealed record FactAnswer(string Text, double Probability, IReadOnlyList<double> Values);
