namespace CrossSell.Campaigns;

/// <summary>Why one candidate is in a plan or not.</summary>
/// <param name="Outcome">The reason.</param>
/// <param name="ReducedValue">Its value less the shadow prices of all that it takes; 0 or more where it is worth them.</param>
/// <param name="Row">The dearest of its rows for <see cref="CandidateOutcome.Price"/>, the full one for <see cref="CandidateOutcome.RowFull"/>; null otherwise.</param>
/// <param name="Limit">The customer's limit for <see cref="CandidateOutcome.RuledOut"/> and <see cref="CandidateOutcome.Outranked"/>, by name; null otherwise.</param>
/// <param name="By">For <see cref="CandidateOutcome.Outranked"/> the chosen candidates of the customer that fill that limit; empty otherwise.</param>
public sealed record CandidateVerdict(CandidateOutcome Outcome, double ReducedValue, CampaignRow? Row, string? Limit, IReadOnlyList<int> By);
