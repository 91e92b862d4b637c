using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Whether a contact is permitted.</summary>
/// <param name="Vetoes">Everything that speaks against it; empty when it is permitted.</param>
/// <param name="ConsentId">The <c>Consent.Id</c> that it relies on; null when it needs none or has none.</param>
public sealed record PermissionVerdict(IReadOnlyList<Veto> Vetoes, string? ConsentId)
{
    /// <summary>Whether the contact is permitted.</summary>
    public bool IsPermitted => Vetoes.Count == 0;
}
