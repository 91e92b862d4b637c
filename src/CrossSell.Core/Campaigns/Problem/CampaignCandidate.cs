namespace CrossSell.Campaigns;

/// <summary>One contact that a plan may make.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Product">What is offered.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Slot">When.</param>
/// <param name="Value">What it is expected to bring after the cost of the contact, in the currency of the plan; negative where it loses.</param>
/// <param name="Cost">What it takes of budgets.</param>
public readonly record struct CampaignCandidate(CustomerId Customer, string Product, string Channel, CampaignSlot Slot, double Value, decimal Cost);
