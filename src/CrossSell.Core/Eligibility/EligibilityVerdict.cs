using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Whether a product may be offered to a customer, and if not, everything that speaks against it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The candidate.</param>
/// <param name="Vetoes">What speaks against it, stage by stage; empty when it is eligible.</param>
/// <param name="EligibleAgainAt">
/// The first instant at which the same check would find it eligible, if nothing else happens and data stays as fresh as it is; the request's own instant
/// when it is eligible, null when it never is. With <see cref="ExplanationDetail.First"/> a lower bound.
/// </param>
public sealed record EligibilityVerdict(ProductId Product, IReadOnlyList<Veto> Vetoes, DateTimeOffset? EligibleAgainAt)
{
    /// <summary>What does not forbid the offer but should be known, such as stale data while the customer is here.</summary>
    public IReadOnlyList<Veto> Warnings { get; init; } = [];

    /// <summary>Whether it may be offered.</summary>
    public bool IsEligible => Vetoes.Count == 0;
}
