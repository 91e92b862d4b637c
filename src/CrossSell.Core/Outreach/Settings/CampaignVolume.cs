using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A volume of the ledger that several campaigns share, such as the calls of a week; a campaign gets what is left of it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Volume">The volume; it must be defined in the ledger.</param>
public sealed record CampaignVolume(VolumeKey Volume)
{
    /// <summary>What it counts. Default: contacts; money is counted in <see cref="Campaign.MoneyUnit"/>.</summary>
    public RowMeasure Measure { get; init; }

    /// <summary>The products that take from it; empty for all.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>The channels that take from it; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The slots that take from it, by name; empty for all.</summary>
    public IReadOnlyList<string> Slots { get; init; } = [];
}
