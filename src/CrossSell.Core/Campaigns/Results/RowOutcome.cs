namespace CrossSell.Campaigns;

/// <summary>What became of one campaign-wide row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Used">What the plan takes of it: contacts, or cost.</param>
/// <param name="ShadowPrice">
/// What one more unit of the row is worth, a contact or one unit of the currency: 0 where the row does not bind, above 0 where its maximum does. Below 0 where its minimum
/// does: what the last unit of the minimum costs. It holds for small changes.
/// </param>
/// <param name="Missing">What is missing to the minimum; 0 when it is reached or there is none.</param>
public sealed record RowOutcome(CampaignRow Row, decimal Used, double ShadowPrice, decimal Missing);
