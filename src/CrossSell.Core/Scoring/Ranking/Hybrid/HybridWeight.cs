namespace CrossSell;

/// <summary>What one feature of a hybrid weighs.</summary>
/// <param name="Part">The part that it belongs to.</param>
/// <param name="Feature">The feature's own name.</param>
/// <param name="Weight">What one standard deviation more adds to the log odds; 0 where the validation left it out.</param>
public sealed record HybridWeight(string Part, string Feature, double Weight);
