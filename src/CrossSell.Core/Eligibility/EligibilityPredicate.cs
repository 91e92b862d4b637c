namespace CrossSell;

/// <summary>A condition of the user's own that a product must meet for a customer: an age, a home, a limit of credit.</summary>
/// <remarks>Must be pure and thread-safe: the same input gives the same answer.</remarks>
/// <param name="Name">The name; its veto has the code <c>ELG.</c> + name.</param>
/// <param name="Version">The version, noted in vetoes.</param>
/// <param name="Ask">The condition.</param>
public sealed record EligibilityPredicate(string Name, string Version, Func<PredicateInput, PredicateAnswer> Ask);
