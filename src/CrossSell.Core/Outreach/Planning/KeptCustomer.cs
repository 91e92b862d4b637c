using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>A customer of the problem.</summary>
/// <param name="Customer">Who, with what the caller told of him.</param>
/// <param name="Arm">What he is in the campaign.</param>
internal sealed record KeptCustomer(CampaignTarget Customer, CampaignArm Arm);
