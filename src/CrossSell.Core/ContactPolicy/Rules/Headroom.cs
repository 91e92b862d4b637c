namespace CrossSell.ContactPolicy;

/// <summary>The last slots of a limit, kept for contacts that matter more.</summary>
/// <param name="Priority">The least <c>Contact.Priority</c> that may take them.</param>
/// <param name="Slots">How many are kept, 1 or more; where the limit is lower, lighter contacts get none at all.</param>
public sealed record Headroom(int Priority, int Slots);
