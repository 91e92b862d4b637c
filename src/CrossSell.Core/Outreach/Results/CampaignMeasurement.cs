using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What a campaign brought, as the ledger and the purchases tell it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CampaignMeasurement
{
    /// <summary>The campaign's id.</summary>
    public required string Campaign { get; init; }

    /// <summary>The comparison with the control group.</summary>
    public required CampaignReport Report { get; init; }

    /// <summary>Why customers declined who were to be contacted. The change against another campaign: <see cref="DeclineReasonMix.ChangeOf"/>.</summary>
    public required DeclineReasonMix Reasons { get; init; }

    /// <summary>The contacts by how far they came, those of the control group not among them.</summary>
    public required IReadOnlyDictionary<ContactState, int> Contacts { get; init; }

    /// <summary>As of which instant of the ledger.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the windows of all customers are over. Before that the figures are an interim state; to stop when they please breaks every interval.</summary>
    public required bool IsComplete { get; init; }
}
