namespace CrossSell.Ledger;

/// <summary>The verdict on one contact: admitted, or refused with every reason.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Admission
{
    /// <summary>Admitted, with nothing more to say.</summary>
    public static Admission Admitted { get; } = new();

    /// <summary>Every reason against it, in the order of the rules; empty when it is admitted.</summary>
    public IReadOnlyList<Veto> Vetoes { get; init; } = [];

    /// <summary>The <see cref="Consent.Id"/> that the contact relies on; its use is recorded at dispatch. Null when none is needed.</summary>
    public string? ConsentId { get; init; }

    /// <summary>The exemption that let the contact pass limits, with actor and reason, for the log; null when none was used.</summary>
    public string? Exemption { get; init; }

    /// <summary>Whether the contact may be made.</summary>
    public bool IsAdmitted => Vetoes.Count == 0;

    /// <summary>The latest of the vetoes' instants; null when one of them never falls away, or when the contact is admitted.</summary>
    /// <remarks>A lower bound: each veto alone is gone by then, but what happens in between may raise new ones.</remarks>
    public DateTimeOffset? EligibleAgainAt
    {
        get
        {
            DateTimeOffset? latest = null;
            foreach (Veto veto in Vetoes)
            {
                if (veto.EligibleAgainAt is not { } at)
                {
                    return null;
                }

                latest = latest is { } known && known >= at ? known : at;
            }

            return latest;
        }
    }

    /// <summary>Refused for these reasons.</summary>
    /// <param name="vetoes">At least one.</param>
    /// <exception cref="ArgumentException"><paramref name="vetoes"/> is empty: a refusal without a reason is none.</exception>
    public static Admission Refused(params IReadOnlyList<Veto> vetoes)
    {
        ArgumentNullException.ThrowIfNull(vetoes);
        return vetoes.Count > 0 ? new Admission { Vetoes = vetoes } : throw new ArgumentException("A refusal needs at least one veto.", nameof(vetoes));
    }
}
