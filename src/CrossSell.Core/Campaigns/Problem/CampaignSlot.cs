namespace CrossSell.Campaigns;

/// <summary>A stretch of time in which contacts may be made, such as a week; for limits over time a contact stands at its start.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">Its name, not empty, unique among the slots of a problem (ordinal).</param>
/// <param name="Start">The instant at which it starts; the offset tells the local date, by which windows of calendar days and periods go.</param>
public sealed record CampaignSlot(string Name, DateTimeOffset Start);
