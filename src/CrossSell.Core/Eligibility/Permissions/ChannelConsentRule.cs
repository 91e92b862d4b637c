using CrossSell.Ledger;

namespace CrossSell;

/// <summary>On what a marketing contact by one channel may rest.</summary>
/// <remarks>Immutable and thread-safe. Not legal advice.</remarks>
/// <param name="Channel">The channel, compared ordinally.</param>
/// <param name="Accepted">The bases that will do; empty for none needed, as with letters until the customer objects.</param>
/// <param name="NeedsEvidence">Whether a permission without <c>Consent.Evidence</c> counts for nothing.</param>
public sealed record ChannelConsentRule(string Channel, IReadOnlyList<ConsentBasis> Accepted, bool NeedsEvidence = false);
