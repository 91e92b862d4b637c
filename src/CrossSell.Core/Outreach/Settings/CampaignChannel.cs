namespace CrossSell;

/// <summary>A way by which a campaign contacts customers.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">Its name, as contacts and rules name it, such as <c>phone</c>.</param>
public sealed record CampaignChannel(string Name)
{
    /// <summary>What a contact costs, 0 or more, in the currency of the plan; a whole number of <see cref="Campaign.MoneyUnit"/>.</summary>
    public decimal Cost { get; init; }

    /// <summary>The most contacts in each slot; null for no limit, 0 for none.</summary>
    public int? Capacity { get; init; }

    /// <summary>Other capacities for slots by name; a slot that is not named has <see cref="Capacity"/>.</summary>
    public IReadOnlyDictionary<string, int> CapacityBySlot { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    internal int? CapacityOf(string slot) => CapacityBySlot.TryGetValue(slot, out int own) ? own : Capacity;
}
