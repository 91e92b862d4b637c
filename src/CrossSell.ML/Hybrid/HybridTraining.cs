namespace CrossSell.ML.Hybrid;

/// <summary>What one hybrid is learned from.</summary>
/// <param name="Purchases">Everything that is known.</param>
/// <param name="Windows">The past instants, ascending; empty where purchases have no times.</param>
/// <param name="Horizon">How far ahead of each; null without times.</param>
/// <param name="Offered">For each product whether it may be offered; null for all.</param>
/// <param name="Repeatable">For each product whether it may be bought again; null for none.</param>
/// <param name="Propensity">Learns what customers have and are; null where that takes no part.</param>
internal sealed record HybridTraining(PurchaseMatrix Purchases, HybridWindow[] Windows, TimeSpan? Horizon, bool[]? Offered, bool[]? Repeatable, PropensityPartTrainer? Propensity);
