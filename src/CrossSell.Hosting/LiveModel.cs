namespace CrossSell.Hosting;

/// <summary>One model in service, with what decides by it. A request takes it once and uses it to the end, whatever is fitted meanwhile.</summary>
/// <remarks>Immutable and thread-safe. A model that was replaced stays usable for whoever holds it.</remarks>
public sealed record LiveModel
{
    /// <summary>Counts the fits of this process, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>When its fit was done.</summary>
    public required DateTimeOffset FittedAt { get; init; }

    /// <summary>The model, bound to the history it was fitted on.</summary>
    public required CrossSellModel Model { get; init; }

    /// <summary>Decides by the model.</summary>
    public required DecisionDesk Desk { get; init; }

    /// <summary>Decides, presents, reserves and sends, by the model and the one ledger of the program.</summary>
    public required CrossSellEngine Engine { get; init; }
}
