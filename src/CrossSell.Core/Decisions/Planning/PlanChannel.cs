namespace CrossSell;

/// <summary>A channel that a plan may use.</summary>
/// <param name="Cost">What a contact by it costs, 0 or more.</param>
/// <param name="CapacityAWeek">How many contacts a week at most, over all customers; null for any number.</param>
public sealed record PlanChannel(double Cost = 0, int? CapacityAWeek = null);
