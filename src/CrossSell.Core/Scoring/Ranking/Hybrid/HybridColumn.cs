namespace CrossSell;

/// <summary>A number for each product that is the same for every customer: how many bought it, in all or of late, how long it has been known.</summary>
/// <param name="Part">The part that it belongs to: <c>popularity</c> or <c>trend</c>.</param>
/// <param name="Name">Its own name, such as <c>adoptions of 15 days</c>.</param>
/// <param name="Cause">What it rests on.</param>
/// <param name="Values">One finite number for each product; must not change any more.</param>
/// <param name="Proposes">Whether the products with the greatest numbers become candidates.</param>
public sealed record HybridColumn(string Part, string Name, ScoreCause Cause, double[] Values, bool Proposes);
