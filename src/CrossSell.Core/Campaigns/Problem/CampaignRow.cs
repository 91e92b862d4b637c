namespace CrossSell.Campaigns;

/// <summary>A limit on the campaign as a whole: the volume of a product, the capacity of a channel in a period, a budget, a minimum that was promised.</summary>
/// <remarks>
/// Immutable and thread-safe. It counts the contacts that fit every part that names something; an empty part fits all.
/// <example><code>
/// new CampaignRow("calls in week 32") { Channels = ["phone"], Slots = ["week 32"], Maximum = 1200 }
/// new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = 25_000m }
/// </code></example>
/// </remarks>
/// <param name="Name">Its name, by which results and errors speak of it; not empty, unique (ordinal).</param>
public sealed record CampaignRow(string Name)
{
    /// <summary>What is added up. Default: contacts.</summary>
    public RowMeasure Measure { get; init; }

    /// <summary>The products; empty for all.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>The channels; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The slots, by name; empty for all.</summary>
    public IReadOnlyList<string> Slots { get; init; } = [];

    /// <summary>The least that must be reached; null for none. 0 or more; whole for contacts, at most six decimals for cost.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The most that is allowed; null for no limit, 0 allows none. Whole for contacts, at most six decimals for cost.</summary>
    public decimal? Maximum { get; init; }
}
