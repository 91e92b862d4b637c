namespace CrossSell.Tool;

/// <summary>Rules at and across levels.</summary>
/// <param name="Path">The file that says what belongs to what; null for the categories of the products.</param>
/// <param name="MinInterest">How much more than its categories' rules a rule must say; null for nothing.</param>
internal sealed record HierarchyRequest(string? Path, double? MinInterest);
