namespace CrossSell.ML;

/// <summary>One reason: columns that people call by one name, and what they add together.</summary>
/// <param name="English">As it stands after "because of".</param>
/// <param name="German">As it stands after "wegen".</param>
/// <param name="Columns">The columns, in ordinal order.</param>
/// <param name="Contribution">In log odds; above 0 speaks for the purchase. Of what two columns add together, each has half.</param>
public sealed record ReasonGroup(string English, string German, IReadOnlyList<string> Columns, double Contribution);
