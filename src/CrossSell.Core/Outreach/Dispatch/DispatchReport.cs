using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What one run of a campaign's dispatch did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DispatchReport
{
    /// <summary>Contacts that the delegate was called for and that it answered for, by what it said.</summary>
    public required IReadOnlyDictionary<ContactState, int> Sent { get; init; }

    /// <summary>Contacts that the delegate said left nothing of the house; their slots are free again.</summary>
    public required int NotSent { get; init; }

    /// <summary>Contacts that the last look before sending refused; they stay planned, and another run asks again.</summary>
    public required IReadOnlyList<(Contact Contact, IReadOnlyList<Veto> Vetoes)> Refused { get; init; }

    /// <summary>Contacts whose instant had passed for too long; their slots were given back.</summary>
    public required IReadOnlyList<Contact> Late { get; init; }

    /// <summary>Contacts that an earlier run began and never settled, and those whose send failed now: nobody knows whether they were sent. They count, and are not sent again.</summary>
    public required IReadOnlyList<Contact> Unknown { get; init; }

    /// <summary>Contacts that another worker took first, or that were given up or erased in the meantime.</summary>
    public required int TakenByOthers { get; init; }

    /// <summary>The earliest instant of a contact that still waits; null when none does.</summary>
    public required DateTimeOffset? NextDue { get; init; }

    /// <summary>Whether the token ended the run.</summary>
    public required bool WasStopped { get; init; }

    /// <summary>How many contacts were sent, whatever came of them.</summary>
    public int SentCount => Sent.Values.Sum();
}
