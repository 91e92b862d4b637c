using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact of a plan.</summary>
/// <param name="Number">The candidate's number in the plan's problem.</param>
/// <param name="Candidate">Whom, about what, by which channel and when, what it is expected to bring and what it costs.</param>
/// <param name="Arm">Treated: it is to be made. Control: it is not, and only written down.</param>
/// <param name="Products">What is offered, best first; one product but for consultations.</param>
/// <param name="Request">What is asked of the ledger when the plan is committed.</param>
public sealed record PlannedContact(int Number, CampaignCandidate Candidate, CampaignArm Arm, IReadOnlyList<ProductId> Products, ContactRequest Request);
